/**
 * Compares a result with what a run here has measured. On the same kind of backend every number must be equal, at the
 * precision of the link. On another the first losses must agree to 1e-4; training then amplifies rounding, so that later
 * differences are shown without a verdict.
 */
import {type Curve, MIXED, onCurve, type Result, valueOn} from './result.ts';

export interface Measured {
  /** As a result has it. */
  backend: string;
  position: number;
  /** The value of a metric at a tick, of the result's member. */
  at(metric: string, tick: number): number | undefined;
}

/**
 * - `reproduced`, `differs`: the verdict
 * - `shown`: on another kind of backend, for the reader to judge
 * - `waiting`: the run here has not come so far; `unmeasured`: it was not measured at this step
 */
export type Verdict = 'reproduced' | 'differs' | 'shown' | 'waiting' | 'unmeasured';

export interface Judged {
  /** What is compared: a metric's last value, its curve, or the first losses. */
  kind: 'final' | 'curve' | 'losses';
  metric: string;
  verdict: Verdict;
  /** Where: of a curve or of losses, where the two are furthest apart. */
  tick: number;
  claimed: number;
  here?: number;
  /** How many values were compared. */
  count: number;
}

/** The largest relative difference of first losses on two kinds of backends. */
export const TOLERANCE = 1e-4;

export const isSameBackend = (result: Pick<Result, 'backend'>, here: Pick<Measured, 'backend'>): boolean =>
  result.backend === here.backend && result.backend !== MIXED;

export function judge(result: Result, here: Measured): Judged[] {
  const same = isSameBackend(result, here);
  return [
    ...judgeLosses(result, here, same),
    ...result.finals.map(({metric, tick, value}) => {
      const found = here.at(metric, tick);
      const equal = found !== undefined && Math.fround(found) === value;
      return {
        ...{kind: 'final' as const, metric, tick, claimed: value, here: found, count: 1},
        verdict: verdictOf(here, tick, found, equal, same),
      };
    }),
    ...result.curves.map((curve) => judgeCurve(curve, here, same)),
  ];
}

function verdictOf(
  {position}: Measured,
  tick: number,
  found: number | undefined,
  equal: boolean,
  same: boolean,
): Verdict {
  if (found === undefined) return position < tick ? 'waiting' : 'unmeasured';
  if (equal) return 'reproduced';
  return same ? 'differs' : 'shown';
}

function judgeLosses({losses}: Result, here: Measured, same: boolean): Judged[] {
  if (losses.length === 0) return [];
  const pairs = losses.map((claimed, i) => ({tick: i + 1, claimed, found: here.at('loss', i + 1)}));
  const known = pairs.filter(({found}) => found !== undefined) as {tick: number; claimed: number; found: number}[];
  const apart = ({claimed, found}: (typeof known)[number]) => Math.abs(Math.fround(found) - claimed);
  const worst = known.reduce((a, b) => (apart(b) > apart(a) ? b : a), known[0]);
  const about = {kind: 'losses' as const, metric: 'loss', count: losses.length};
  if (known.length < losses.length) {
    const verdict = here.position < losses.length ? ('waiting' as const) : ('unmeasured' as const);
    return [{...about, verdict, tick: losses.length, claimed: losses[losses.length - 1]}];
  }
  const agrees = known.every((pair) => apart(pair) <= (same ? 0 : TOLERANCE * Math.abs(pair.claimed)));
  return [
    {
      ...{...about, tick: worst.tick, claimed: worst.claimed, here: worst.found},
      verdict: agrees ? 'reproduced' : 'differs',
    },
  ];
}

/** Compared on the curve's own grid: the same numbers fall on the same places of it. */
function judgeCurve(curve: Curve, here: Measured, same: boolean): Judged {
  const {metric, ticks, values} = curve;
  const last = ticks.at(-1) ?? 0;
  const about = {kind: 'curve' as const, metric, count: ticks.length};
  const claimed = valueOn(curve, values.at(-1) ?? 0);
  if (here.position < last) return {...about, verdict: 'waiting', tick: last, claimed};
  const known = ticks.flatMap((tick, i) => {
    const found = here.at(metric, tick);
    return found === undefined ? [] : [{tick, step: values[i], found}];
  });
  // Early steps are measured more often where somebody watches: what both have measured counts.
  if (known.length === 0) return {...about, verdict: 'unmeasured', tick: last, claimed};
  const apart = ({step, found}: (typeof known)[number]) => Math.abs(onCurve(curve, found) - step);
  const worst = known.reduce((a, b) => (apart(b) > apart(a) ? b : a));
  return {
    ...{...about, count: known.length, tick: worst.tick, claimed: valueOn(curve, worst.step), here: worst.found},
    verdict: verdictOf(here, worst.tick, worst.found, apart(worst) === 0, same),
  };
}
