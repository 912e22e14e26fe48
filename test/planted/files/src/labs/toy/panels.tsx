import {TOY_METRICS} from '../../programs/toy/metrics.spec.ts';
import {CURVES, MetricCurves} from '../kit/Curves.tsx';
import {useRun} from '../kit/context.tsx';
import {metricFormula} from '../kit/formulas.ts';
import type {LabPanel} from '../kit/lab.ts';
import {presentStage} from '../kit/settings.ts';

/** A section on the rail: the stage that is trained, and how far it is. */
export function Whereabouts() {
  const stage = useRun((state) => presentStage(state).id);
  const tick = useRun((state) => state.tick);
  return (
    <section className="controls" aria-labelledby="heading-whereabouts">
      <h2 className="eyebrow" id="heading-whereabouts">
        Whereabouts
      </h2>
      <p data-testid="toy-whereabouts">
        stage {stage}, step {tick}
      </p>
    </section>
  );
}

const Curves = () => <MetricCurves metrics={TOY_METRICS} formulaOf={metricFormula} />;

export const PANELS: readonly LabPanel[] = [{...CURVES, View: Curves}];
