/** Any metric of a lab over time: the panel that every lab has. */
import {lazyPart} from '../../panels/frame/later.ts';
import {useExperiment, useSelected} from './context.tsx';
import {chosenMetricOf, hoveredTickOf, marksOf, viewOf} from './feeds.ts';
import {ghostsOf} from './ghosts.ts';
import type {Lab} from './lab.ts';
import {presentStage, trainedSettings} from './settings.ts';

const CurvesPanel = lazyPart(async () => ({
  default: (await import('../../panels/curves/CurvesPanel.tsx')).CurvesPanel,
}));

export function MetricCurves({metrics, formulaOf}: Pick<Lab, 'metrics' | 'formulaOf'>) {
  const experiment = useExperiment();
  const formula = () => {
    const state = experiment.store.getState();
    return formulaOf(state.chosenMetric, presentStage(state).program, trainedSettings(state));
  };
  return (
    <CurvesPanel
      log={experiment.log}
      view={useSelected(viewOf)}
      marks={useSelected(marksOf)}
      metrics={metrics}
      chosen={useSelected(chosenMetricOf)}
      onChoose={(name) => experiment.chooseMetric(name)}
      formula={formula}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      ghosts={ghostsOf(experiment)}
    />
  );
}

/** What menus say of it. */
export const CURVES = {
  id: 'curves',
  label: 'A metric over time',
  help: 'Any metric by step, with its baselines.',
} as const;
