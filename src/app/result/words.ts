/** What the page says about a comparison. */
import {BACKEND_LABELS, type BackendName} from '../../engine/backends/names.ts';
import {formatNumber} from '../../spec/index.ts';
import {isSameBackend, type Judged, type Measured, TOLERANCE} from '../../spec/result/judge.ts';
import type {Result} from '../../spec/result/result.ts';

export const backendLabel = (name: string): string =>
  Object.hasOwn(BACKEND_LABELS, name) ? BACKEND_LABELS[name as BackendName] : 'several backends, one after another';

/** Six digits: what tells two numbers apart stands in the last column. */
export const numberText = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

export const apartText = ({claimed, here}: Judged): string =>
  here === undefined ? '' : String(Number(Math.abs(here - claimed).toPrecision(2)));

export function verdictText(judged: Judged): string {
  const {verdict, kind, tick, count} = judged;
  switch (verdict) {
    case 'reproduced':
      return kind === 'final' ? 'reproduced' : `reproduced, ${count} values`;
    case 'differs':
      return `differs by ${apartText(judged)}${kind === 'final' ? '' : ` at step ${formatNumber(tick)}`}`;
    case 'shown':
      return `${apartText(judged)} apart${kind === 'final' ? '' : ` at step ${formatNumber(tick)}`}`;
    case 'waiting':
      return `at step ${formatNumber(tick)}`;
    case 'unmeasured':
      return 'not measured here';
  }
}

/** How the two stand to each other, in one word for styles and in one sentence. */
export type State = 'other' | 'waiting' | 'reproduced' | 'differs' | 'shown';

export function stateOf(rows: readonly Judged[], about: boolean): State {
  if (!about) return 'other';
  const has = (verdict: Judged['verdict']) => rows.some((row) => row.verdict === verdict);
  if (has('differs')) return 'differs';
  if (has('waiting')) return 'waiting';
  return has('shown') || !has('reproduced') ? 'shown' : 'reproduced';
}

export function stateText(state: State, rows: readonly Judged[], {position}: Pick<Result, 'position'>): string {
  const numbers = rows.reduce((sum, {count, verdict}) => sum + (verdict === 'reproduced' ? count : 0), 0);
  const differing = rows.filter(({verdict}) => verdict === 'differs');
  switch (state) {
    case 'other':
      return 'You have changed the run: the result is about another one.';
    case 'waiting':
      return `Compared when the run here comes to step ${formatNumber(position)}.`;
    case 'reproduced':
      return `Reproduced: all ${formatNumber(numbers)} numbers are equal.`;
    case 'differs':
      return differing.length === 1
        ? 'Not reproduced: one of the comparisons differs.'
        : `Not reproduced: ${differing.length} of ${rows.length} comparisons differ.`;
    case 'shown':
      return 'Computed on another kind of backend: the first losses agree, and later differences are rounding that training has amplified.';
  }
}

/** The rule of the comparison, before the table. */
export function ruleText(result: Result, here: Measured): string {
  const where = `Measured at step ${formatNumber(result.position)} on ${backendLabel(result.backend)}.`;
  if (isSameBackend(result, here)) {
    return `${where} The run here uses the same, so every number must be equal: last values as float32, curves to a 65,000th of their range.`;
  }
  return `${where} The run here uses ${backendLabel(here.backend)}, which rounds differently: the first losses must agree to ${TOLERANCE}, and later numbers are shown without a verdict.`;
}
