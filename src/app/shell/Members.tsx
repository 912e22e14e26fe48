/** Chooses which member of a population is shown. */
import {useRun} from '../../labs/kit/context.tsx';
import {language} from '../../programs/index.spec.ts';
import {describeValue, type Member, membersOf, type Spec} from '../../spec/index.ts';
import {present} from '../page.ts';

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
    <section className="controls" aria-labelledby="heading-members">
      <h2 className="eyebrow" id="heading-members">
        {members.length} runs side by side
      </h2>
      <select
        className="rail-select"
        aria-label="Run that is shown"
        data-testid="member"
        value={member}
        onChange={({currentTarget}) => present().choose(Number(currentTarget.value))}
      >
        {members.map((one) => (
          <option key={one.index} value={one.index}>
            {nameOf(spec, one)}
          </option>
        ))}
      </select>
    </section>
  );
}
