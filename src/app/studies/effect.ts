import {formatValue} from '../../panels/chart/format.ts';
import type {ClauseResult} from '../../studies/kit/clauses.ts';

const withSign = (value: number) => (value > 0 ? `+${formatValue(value)}` : formatValue(value));

/** An effect with its interval: "+0.021 [0.012, 0.031]". An exact clause has the values themselves. */
export function effectText({kind, effect, ci95}: Pick<ClauseResult, 'kind' | 'effect' | 'ci95'>): string {
  const middle = kind === 'exact' ? formatValue(effect) : withSign(effect);
  return ci95 ? `${middle} [${formatValue(ci95[0])}, ${formatValue(ci95[1])}]` : middle;
}
