/** Values of a setting for a sweep: evenly over a range, or as somebody typed them. Pure. */
import * as v from 'valibot';
import {type Checked, formatNumber, type NumberField} from '../../spec/index.ts';

export interface Range {
  from: number;
  to: number;
  count: number;
  scale: 'linear' | 'log';
}

/** More values of one setting than this do not fit into one sweep. */
export const MOST_VALUES = 64;

/** The values of a range: rounded as the field's slider rounds, each once, the two ends as they are given. */
export function valuesOf(field: NumberField, range: Range): Checked<number[]> {
  const {from, to, count, scale} = range;
  const wrong = wrongRange(field, range);
  if (wrong) return {ok: false, sentences: [wrong]};
  const at = (i: number) => {
    const share = count === 1 ? 0 : i / (count - 1);
    return scale === 'log' ? from * (to / from) ** share : from + share * (to - from);
  };
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const between = (value: number) => Math.min(high, Math.max(low, value));
  const values = Array.from({length: count}, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : between(rounded(field, at(i), scale)),
  );
  return checkedValues(
    field,
    [...new Set(values)].sort((a, b) => a - b),
  );
}

function wrongRange({label}: NumberField, {from, to, count, scale}: Range): string | undefined {
  if (![from, to].every(Number.isFinite)) return `${label}: a range needs two numbers, from and to.`;
  if (!Number.isInteger(count) || count < 1 || count > MOST_VALUES)
    return `${label}: the number of values must be a whole number from 1 to ${MOST_VALUES}.`;
  if (scale === 'log' && Math.min(from, to) <= 0)
    return `${label}: equal factors need a range above 0, and this one goes from ${formatNumber(from)} to ${formatNumber(to)}.`;
  return undefined;
}

function rounded({step, integer, range: [low]}: NumberField, value: number, scale: Range['scale']): number {
  if (step === 'octave') return 2 ** Math.round(Math.log2(value));
  if (integer) return Math.round(value);
  if (scale === 'log') return Number(value.toPrecision(2));
  if (step !== undefined) return Number((low + Math.round((value - low) / step) * step).toPrecision(12));
  return Number(value.toPrecision(3));
}

export const textOf = (values: readonly number[]): string => values.map(String).join(', ');

/** The numbers of a typed list: between commas, semicolons or spaces. */
export function readValues(field: NumberField, text: string): Checked<number[]> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const strange = words.find((word) => !Number.isFinite(Number(word)));
  if (strange !== undefined)
    return {ok: false, sentences: [`${field.label}: “${strange.slice(0, 20)}” is not a number.`]};
  if (words.length === 0) return {ok: false, sentences: [`${field.label} needs at least one value.`]};
  return checkedValues(field, [...new Set(words.map(Number))]);
}

/** Each as the field takes it. */
function checkedValues(field: NumberField, values: readonly number[]): Checked<number[]> {
  const sentences = values.flatMap((value) => {
    const checked = v.safeParse(field.schema, value);
    return checked.success ? [] : checked.issues.map(({message}) => message);
  });
  return sentences.length > 0 ? {ok: false, sentences: sentences.slice(0, 1)} : {ok: true, value: [...values]};
}

/** A range to begin with: the whole slider, or what matters of it. */
export function wholeRange({range: [from, to], scale, step, integer}: NumberField): Range {
  const octaves = step === 'octave' ? Math.floor(Math.log2(to)) - Math.ceil(Math.log2(from)) + 1 : 7;
  const count = integer && scale === 'linear' ? Math.min(7, to - from + 1) : Math.min(octaves, 8);
  return {from, to, count, scale};
}

/** The range that some values cover. */
export const rangeOf = (values: readonly number[], {scale}: NumberField): Range => ({
  from: Math.min(...values),
  to: Math.max(...values),
  count: values.length,
  scale: scale === 'log' && Math.min(...values) > 0 ? 'log' : 'linear',
});
