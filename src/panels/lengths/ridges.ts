/** Histograms of the length of answers over a run: which are kept, and what is said of them. */
import {LENGTH_BIN, LENGTH_BINS} from '../../programs/policy/frames.ts';
import {formatSteps} from '../chart/format.ts';
import type {LawFrame} from '../data.ts';
import {type Both, hasLengths, hasMoved, lengthsOf, meanLength} from '../shared/law.ts';

/** More lines would hide each other. */
export const MOST_RIDGES = 24;

/**
 * The frames to keep, ascending, with one that has come. While the reader sees the newest (`live`), a frame that is earlier
 * than others means that the run has gone back: the later ones are of a future that did not come.
 */
export function withFrame(kept: readonly LawFrame[], frame: LawFrame, live: boolean): readonly LawFrame[] {
  if (kept.includes(frame)) return live ? kept.filter(({tick}) => tick <= frame.tick) : kept;
  const before = kept.filter(({tick}) => tick < frame.tick);
  const after = live ? [] : kept.filter(({tick}) => tick > frame.tick);
  return thinned([...before, frame, ...after]);
}

/** Leaves out the frame whose neighbours are closest together, until there are few enough. First and last always stay. */
function thinned(frames: readonly LawFrame[]): readonly LawFrame[] {
  if (frames.length <= MOST_RIDGES) return frames;
  const gap = (i: number) => frames[i + 1].tick - frames[i - 1].tick;
  let least = 1;
  for (let i = 2; i < frames.length - 1; i++) if (gap(i) < gap(least)) least = i;
  return thinned(frames.filter((_, i) => i !== least));
}

/** Where the stage of a step begins. */
export const beginningOf = (tick: number, beginnings: readonly number[]): number =>
  beginnings.findLast((beginning) => beginning <= tick) ?? 0;

export interface Ridge {
  tick: number;
  /** The chance of each bin of lengths. */
  bins: Float64Array;
  mean: number;
}

const ridgeOf = (tick: number, bins: Float64Array): Ridge => ({tick, bins, mean: meanLength(bins)});

export interface Ridges {
  /** Ascending by tick. */
  ridges: readonly Ridge[];
  /** Index of the one that the reader looks at. */
  shown: number;
  /** Undefined while the policy is the same as its reference. */
  reference: Ridge | undefined;
  /** So many bins hold all that is likely. */
  bins: number;
}

/** Chances below this need no room. */
const UNLIKELY = 0.002;
/** Five bins are twenty tokens. */
const ROUND = 5;

/** Of one question or over all; undefined where answers have no length. */
export function ridgesOf(
  kept: readonly LawFrame[],
  shown: LawFrame | undefined,
  question: number | undefined,
): Ridges | undefined {
  if (!shown || !hasLengths(shown)) return undefined;
  const all = kept.some(({tick}) => tick === shown.tick) ? kept : withFrame(kept, shown, false);
  const ridges = all.filter(hasLengths).map((frame) => ridgeOf(frame.tick, lengthsOf(frame, question).policy));
  const own: Both<Float64Array> = lengthsOf(shown, question);
  const reference = hasMoved(shown) ? ridgeOf(shown.tick, own.reference) : undefined;
  const last = Math.max(
    ...[...ridges, ...(reference ? [reference] : [])].map(({bins}) => bins.findLastIndex((x) => x > UNLIKELY)),
  );
  return {
    ridges,
    shown: ridges.findIndex(({tick}) => tick === shown.tick),
    reference,
    bins: Math.min(LENGTH_BINS, ROUND * Math.ceil((last + 1) / ROUND)),
  };
}

/** "56–59", or "92 or more" for the last bin. */
export const binText = (bin: number): string =>
  bin === LENGTH_BINS - 1 ? `${LENGTH_BIN * bin} or more` : `${LENGTH_BIN * bin}–${LENGTH_BIN * (bin + 1) - 1}`;

/** "40–59": the bins from the one in which the first quarter ends to that in which the third does. */
export function middleHalf({bins}: Pick<Ridge, 'bins'>): string {
  const at = (share: number) => {
    let sum = 0;
    const bin = bins.findIndex((chance) => {
      sum += chance;
      return sum >= share;
    });
    return bin < 0 ? bins.length - 1 : bin;
  };
  const [low, high] = [at(0.25), at(0.75)];
  if (high === LENGTH_BINS - 1) return `${LENGTH_BIN * low} or more`;
  return `${LENGTH_BIN * low}–${LENGTH_BIN * (high + 1) - 1}`;
}

/** "At step 400: about 62 tokens on average, 11 more than the reference (dashed)." */
export function sentenceOf({ridges, shown, reference}: Ridges, counted: string): string {
  const {tick, mean} = ridges[shown];
  const now = `At step ${formatSteps(tick)}: about ${Math.round(mean)} ${counted} on average`;
  if (!reference) return `${now}.`;
  const more = Math.round(mean) - Math.round(reference.mean);
  if (more === 0) return `${now}, as many as the reference (dashed).`;
  return `${now}, ${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than the reference (dashed).`;
}
