/** The stages of a run: which one trains, and which one's settings are shown. */
import {useRun} from '../../labs/kit/context.tsx';
import {presentStage, shownStage} from '../../labs/kit/settings.ts';
import {language} from '../../programs/index.spec.ts';
import {formatNumber} from '../../spec/index.ts';
import {present} from '../page.ts';
import {RailSelect} from './RailSelect.tsx';

export default function Stages() {
  const spec = useRun((state) => state.spec);
  const shown = useRun((state) => shownStage(state).id);
  const trained = useRun((state) => presentStage(state).id);
  return (
    <RailSelect
      name="stage"
      heading="Stages"
      label="Stage whose settings are shown"
      value={shown}
      options={spec.stages.map(({id, program, steps}) => ({
        id,
        text: `${id}: ${language.program(program).label}, ${formatNumber(steps)} steps${id === trained ? ', now' : ''}`,
      }))}
      onChange={(id) => present().chooseStage(id === trained ? undefined : id)}
    />
  );
}
