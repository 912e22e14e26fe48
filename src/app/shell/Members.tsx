/** Chooses which member of a population is shown. */
import {useRun} from '../../labs/kit/context.tsx';
import {language} from '../../programs/index.spec.ts';
import {describeValue, type Member, membersOf, type Spec} from '../../spec/index.ts';
import {present} from '../page.ts';
import {RailSelect} from './RailSelect.tsx';

/** "Temperature 0.1, seed 7" */
function nameOf(spec: Spec, {seed, values}: Member): string {
  const axes = spec.fan?.axes ?? [];
  const parts = axes.map(({stage, path}, i) => {
    const place = language.places(spec.stages.find(({id}) => id === stage)!).find((one) => one.path === path);
    return `${place?.field.label ?? path} ${describeValue(place?.field, values[i])}`;
  });
  return [...parts, `seed ${seed}`].join(', ');
}

export default function Members() {
  const spec = useRun((state) => state.spec);
  const member = useRun((state) => state.member);
  const members = membersOf(spec);
  return (
    <RailSelect
      name="member"
      heading={`${members.length} runs side by side`}
      label="Run that is shown"
      value={String(member)}
      options={members.map((one) => ({id: String(one.index), text: nameOf(spec, one)}))}
      onChange={(index) => present().choose(Number(index))}
    />
  );
}
