/** The stages of a run: which one trains, and which one's settings are shown. */
import {useRun} from '../../labs/kit/context.tsx';
import {presentStage, shownStage} from '../../labs/kit/settings.ts';
import {language} from '../../programs/index.spec.ts';
import {formatNumber} from '../../spec/index.ts';
import {present} from '../page.ts';

export default function Stages() {
  const spec = useRun((state) => state.spec);
  const shown = useRun((state) => shownStage(state).id);
  const trained = useRun((state) => presentStage(state).id);
  const choose = (id: string) => present().chooseStage(id === trained ? undefined : id);
  return (
    <section className="controls" aria-labelledby="heading-stages">
      <h2 className="eyebrow" id="heading-stages">
        Stages
      </h2>
      <select
        className="rail-select"
        aria-label="Stage whose settings are shown"
        data-testid="stage"
        value={shown}
        onChange={({currentTarget}) => choose(currentTarget.value)}
      >
        {spec.stages.map(({id, program, steps}) => (
          <option key={id} value={id}>
            {id}: {language.program(program).label}, {formatNumber(steps)} steps{id === trained ? ', now' : ''}
          </option>
        ))}
      </select>
    </section>
  );
}
