/** Effects against what a clause claims: pure, in shares of a width. */
import type {Clause, ClauseResult} from '../../studies/kit/clauses.ts';

/** The claimed values lie between the two. */
export type Region = readonly [above: number, below: number];

export function regionOf(clause: Clause): Region {
  switch (clause.kind) {
    case 'greater':
    case 'members':
      return [clause.margin, Number.POSITIVE_INFINITY];
    case 'noninferior':
      return [-clause.margin, Number.POSITIVE_INFINITY];
    case 'equivalent':
      return [-clause.margin, clause.margin];
    case 'correlation':
      return clause.sign === 'positive'
        ? [clause.margin, Number.POSITIVE_INFINITY]
        : [Number.NEGATIVE_INFINITY, -clause.margin];
    case 'exact':
      return [clause.atLeast ?? Number.NEGATIVE_INFINITY, clause.atMost ?? Number.POSITIVE_INFINITY];
  }
}

export type Effect = Pick<ClauseResult, 'effect' | 'ci95' | 'values'>;

/** The ends of an effect: its interval, or the least and the greatest of its values where there is none. */
export const endsOf = ({ci95, values, effect}: Effect): readonly [number, number] =>
  ci95 ?? (values.length > 0 ? [Math.min(...values), Math.max(...values)] : [effect, effect]);

/** An effect in shares of the width. */
export interface Span {
  at: number;
  low: number;
  high: number;
}

export interface Bar {
  /** The claimed region. */
  region: readonly [number, number];
  /** Its ends that are margins or bounds. */
  margins: readonly {at: number; value: number}[];
  /** No effect; undefined where that is out of view or means nothing. */
  zero: number | undefined;
  file?: Span;
  live?: Span;
}

/** Room at both ends, as a share of the width. */
const ROOM = 0.06;

/** The effect of a clause with its interval, on file and now, in its own unit. */
export function barOf(clause: Clause, {file, live}: {file?: Effect; live?: Effect}): Bar {
  const [above, below] = regionOf(clause);
  const margins = [above, below].filter(Number.isFinite);
  const ends = [file, live].flatMap((effect) => (effect ? [...endsOf(effect), effect.effect] : []));
  const zero = clause.kind === 'exact' ? [] : [0];
  const all = [...margins, ...zero, ...ends].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const size = high - low || Math.abs(high) || 1;
  // Some of the claimed region is in sight, and some of what is not claimed.
  const from = low - size * ROOM * (low === above ? 4 : 2);
  const to = high + size * ROOM * (high === below ? 4 : 2);
  const place = (value: number) => Math.min(1, Math.max(0, (value - from) / (to - from)));
  const span = (effect: Effect): Span => {
    const [start, end] = endsOf(effect);
    return {at: place(effect.effect), low: place(start), high: place(end)};
  };
  return {
    region: [place(above), place(below)],
    margins: margins.map((value) => ({at: place(value), value})),
    zero: zero.length > 0 ? place(0) : undefined,
    ...(file && {file: span(file)}),
    ...(live && {live: span(live)}),
  };
}

/**
 * The same for a figure of many clauses: the margin is in the middle, what is claimed to its right, and each clause has a
 * unit of its own, so that its interval fits.
 */
export function forestSpan(clause: Clause, effect: Effect): Span {
  const [above, below] = regionOf(clause);
  // Of two margins it is the one that the effect is nearer to.
  const fromAbove =
    !Number.isFinite(below) || (Number.isFinite(above) && effect.effect - above < below - effect.effect);
  const distance = (value: number) => (fromAbove ? value - above : below - value);
  const ends = endsOf(effect).map(distance);
  const unit = Math.max(...[...ends, distance(effect.effect)].map(Math.abs)) || 1;
  const place = (value: number) => 0.5 + (0.46 * value) / unit;
  return {
    at: place(distance(effect.effect)),
    low: place(Math.min(...ends)),
    high: place(Math.max(...ends)),
  };
}
