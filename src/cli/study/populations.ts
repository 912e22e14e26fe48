/** Arms of one seed that differ in one or two numbers, as one spec with a fan: on a GPU they train side by side. */
import type {Program} from '../../engine/program.ts';
import {language} from '../../programs/index.spec.ts';
import {type FanAxis, memberSpec, membersOf, type Spec} from '../../spec/index.ts';
import type {Job} from './messages.ts';

type Run = Job['runs'][number];

/** Runs that train together: `members[i]` is the i-th run's member of the fan, where the spec has one. */
export interface Population {
  spec: Spec;
  runs: readonly Run[];
  members: readonly number[];
}

export const alone = (run: Run): Population => ({spec: run.spec, runs: [run], members: [0]});

/** As few populations as a look at one run after another finds. */
export function populationsOf(runs: readonly Run[], programs: readonly Program[]): Population[] {
  const found: Population[] = [];
  for (const run of runs) {
    const joined = found.map((one) => joinedBy(one, run, programs));
    const at = joined.findIndex((one) => one !== undefined);
    if (at < 0) found.push(alone(run));
    else found[at] = joined[at]!;
  }
  return found;
}

/** The population with one run more; undefined where no fan has all of these runs. */
function joinedBy({runs}: Population, run: Run, programs: readonly Program[]): Population | undefined {
  const all = [...runs, run];
  const axes = axesOf(all, programs);
  if (!axes) return undefined;
  const {seed} = run.spec;
  const checked = language.check({...runs[0].spec, fan: {axes, seeds: [seed]}});
  if (!checked.ok) return undefined;
  const spec = checked.value;
  const specs = membersOf(spec).map(({index}) => JSON.stringify(memberSpec(spec, index)));
  // An axis also acts in stages that continue its own: not every set of runs is a fan.
  const members = all.map((one) => specs.indexOf(JSON.stringify(one.spec)));
  return members.includes(-1) || new Set(members).size < all.length ? undefined : {spec, runs: all, members};
}

/** What the runs differ in; undefined where that is no hot number. */
function axesOf(runs: readonly Run[], programs: readonly Program[]): FanAxis[] | undefined {
  const values = runs.map(({spec}) => new Map(spec.stages.flatMap((stage) => settingsOf(stage))));
  const [first] = values;
  const keys = [...first.keys()];
  if (values.some((one) => one.size !== first.size || !keys.every((key) => one.has(key)))) return undefined;
  const hot = new Set(
    runs[0].spec.stages.flatMap(({id, program, spec}) =>
      programs.filter(({name}) => name === program).flatMap((one) => one.hot(spec).map((path) => keyOf(id, path))),
    ),
  );
  const differing = keys.filter((key) => values.some((one) => one.get(key) !== first.get(key)));
  if (!differing.every((key) => hot.has(key))) return undefined;
  return differing.map((key) => {
    const [stage, path] = key.split(' ');
    return {stage, path, values: [...new Set(values.map((one) => one.get(key) as number))]};
  });
}

const settingsOf = (stage: Spec['stages'][number]) =>
  language.places(stage).map(({path, value}) => [keyOf(stage.id, path), value] as const);

const keyOf = (stage: string, path: string) => `${stage} ${path}`;
