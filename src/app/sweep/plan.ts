/** What a sweep trains, as its form has it, and the run with a fan that this comes to. Pure. */
import {language} from '../../programs/index.spec.ts';
import {
  allSteps,
  type Checked,
  MOST_MEMBERS,
  membersOf,
  type NumberField,
  type Place,
  read,
  type Spec,
} from '../../spec/index.ts';

export interface PlannedAxis {
  path: string;
  values: readonly number[];
}

export interface Plan {
  stage: string;
  /** One or two. */
  axes: readonly PlannedAxis[];
  /** How many seeds, counted up from the run's own. */
  seeds: number;
  /** Steps of the stage. */
  steps: number;
}

export interface NumberPlace extends Omit<Place, 'field' | 'value'> {
  field: NumberField;
  value: number;
}

/** The settings of a stage that can be swept: every number, those that matter most first. */
export function sweepable(spec: Spec, stageId: string): NumberPlace[] {
  const stage = spec.stages.find(({id}) => id === stageId);
  const numbers = stage ? language.places(stage).filter(isNumber) : [];
  return numbers.sort((a, b) => Number(b.field.main) - Number(a.field.main));
}

const isNumber = (place: Place): place is NumberPlace => place.field.type === 'number';

export const placeOf = (spec: Spec, stageId: string, path: string): NumberPlace | undefined =>
  sweepable(spec, stageId).find((place) => place.path === path);

export const countOf = ({axes, seeds}: Plan): number =>
  axes.reduce((product, {values}) => product * values.length, seeds);

/** The run with its fan, or sentences that say what is wrong. `base` is the run without one. */
export function sweepSpec(base: Spec, {stage: id, axes, seeds, steps}: Plan): Checked<Spec> {
  const {fan: _, ...rest} = base;
  const stages = rest.stages.map((stage) => (stage.id === id ? {...stage, steps} : stage));
  const fan = {
    axes: axes.map(({path, values}) => ({stage: id, path, values: [...values]})),
    seeds: Array.from({length: seeds}, (_, i) => base.seed + i),
  };
  return language.check({...rest, stages, moves: [], fan});
}

/** The plan that a run with a fan comes from; undefined where its fan is none that this form can make. */
export function planOf(spec: Spec): Plan | undefined {
  const {fan, stages} = spec;
  if (!fan || fan.axes.length === 0) return undefined;
  const id = fan.axes[0].stage;
  const stage = stages.find((one) => one.id === id);
  if (!stage) return undefined;
  return {
    stage: id,
    axes: fan.axes.map(({path, values}) => ({path, values})),
    seeds: fan.seeds.length,
    steps: stage.steps,
  };
}

/** Steps of all members together, those of a larger batch counted for as much longer as they take. */
export function workOf(spec: Spec): number {
  const steps = allSteps(spec);
  return membersOf(spec).reduce((sum, {values}) => sum + steps * batchFactor(spec, values), 0);
}

function batchFactor({stages, fan}: Spec, values: readonly number[]): number {
  const at = (fan?.axes ?? []).findIndex(({path}) => path === BATCH);
  const own = read(stages.at(-1)?.spec, BATCH);
  return at < 0 || typeof own !== 'number' ? 1 : values[at] / own;
}

const BATCH = 'training.batch';

/** "12 values × 3 seeds: 36 runs, at most 64" */
export const tooMany = (plan: Plan): string | undefined =>
  countOf(plan) > MOST_MEMBERS
    ? `These are ${countOf(plan)} runs, and a sweep can have at most ${MOST_MEMBERS}: take fewer values or seeds.`
    : undefined;
