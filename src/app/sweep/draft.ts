/** The form of a sweep as it is typed, and the plan that it makes. Pure. */
import {type Checked, formatNumber, type Spec} from '../../spec/index.ts';
import {type Plan, type PlannedAxis, placeOf, tooMany} from './plan.ts';
import {rangeOf, readValues, textOf, valuesOf, wholeRange} from './values.ts';

export interface AxisDraft {
  path: string;
  from: string;
  to: string;
  count: string;
  scale: 'linear' | 'log';
  /** The values; typed, or those of the range. */
  values: string;
}

export interface Draft {
  axes: readonly AxisDraft[];
  seeds: string;
  steps: string;
}

export function axisDraft(base: Spec, stage: string, path: string, values?: readonly number[]): AxisDraft {
  const field = placeOf(base, stage, path)!.field;
  const range = values ? rangeOf(values, field) : wholeRange(field);
  const known = values ?? valuesOf(field, range);
  const all = 'ok' in known ? (known.ok ? known.value : []) : known;
  const {from, to, count, scale} = range;
  return {path, from: String(from), to: String(to), count: String(count), scale, values: textOf(all)};
}

export const draftOf = (base: Spec, {stage, axes, seeds, steps}: Plan): Draft => ({
  axes: axes.map(({path, values}) => axisDraft(base, stage, path, values)),
  seeds: String(seeds),
  steps: String(steps),
});

/** The same axis after a change of its range: its values follow, if the range is one. */
export function ranged(base: Spec, stage: string, axis: AxisDraft, change: Partial<AxisDraft>): AxisDraft {
  const next = {...axis, ...change};
  const {field} = placeOf(base, stage, next.path)!;
  const values = valuesOf(field, rangeIn(next));
  return {...next, values: values.ok ? textOf(values.value) : next.values};
}

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const rangeIn = ({from, to, count, scale}: AxisDraft) => ({
  ...{from: numberIn(from), to: numberIn(to), count: numberIn(count), scale},
});

/** What is wrong with an axis's range, if its values do not come from it; the range itself is no part of the plan. */
export function rangeProblem(base: Spec, stage: string, axis: AxisDraft): string | undefined {
  const checked = valuesOf(placeOf(base, stage, axis.path)!.field, rangeIn(axis));
  return checked.ok ? undefined : checked.sentences[0];
}

const MOST_SEEDS = 32;

/** The plan of a draft, or sentences that name what is wrong. */
export function planIn(base: Spec, stage: string, {axes, seeds, steps}: Draft): Checked<Plan> {
  const read = axes.map(({path, values}) => ({path, checked: readValues(placeOf(base, stage, path)!.field, values)}));
  const sentences = read.flatMap(({checked}) => (checked.ok ? [] : checked.sentences));
  const whole = (label: string, text: string, most: number) => {
    const value = numberIn(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    sentences.push(`${label} must be a whole number from 1 to ${formatNumber(most)}.`);
    return 1;
  };
  const plan: Plan = {
    stage,
    axes: read.flatMap(({path, checked}): PlannedAxis[] => (checked.ok ? [{path, values: checked.value}] : [])),
    seeds: whole('Seeds', seeds, MOST_SEEDS),
    steps: whole('Steps', steps, 1_000_000),
  };
  const many = tooMany(plan);
  if (sentences.length === 0 && many) sentences.push(many);
  return sentences.length > 0 ? {ok: false, sentences} : {ok: true, value: plan};
}
