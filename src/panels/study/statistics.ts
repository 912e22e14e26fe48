/** The middle of some seeds. */
import {summary} from '../../studies/kit/statistics/summary.ts';
import {formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import type {Source} from './shapes.ts';

export interface Middle {
  mean: number;
  ci95: readonly [number, number] | null;
  n: number;
}

/** The mean and its interval of 95 %; undefined where nothing finite was measured. */
export function middleOf(values: readonly number[]): Middle | undefined {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? summary(known) : undefined;
}

/** A middle as the card shows it: "0.56, 0.52 to 0.60". */
export function middleText({mean, ci95}: Middle): string {
  return ci95 ? `${formatValue(mean)}, ${formatValue(ci95[0])} to ${formatValue(ci95[1])}` : formatValue(mean);
}

const SOURCES: Record<Source, string> = {live: 'now', file: 'on file'};

/** A line of the card about a measure of an arm. */
export function middleRow(label: string, source: Source, values: readonly number[]): Row[] {
  const middle = middleOf(values);
  if (!middle) return [];
  const seeds = `${middle.n} ${middle.n === 1 ? 'seed' : 'seeds'}`;
  return [{label: `${label} ${SOURCES[source]}, ${seeds}`, value: middleText(middle)}];
}
