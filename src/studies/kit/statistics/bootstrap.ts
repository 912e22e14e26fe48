/** The bootstrap over members, with the same resamples each time. */
import type {Interval} from './summary.ts';

export const RESAMPLES = 10_000;

/** A resample that cannot be used is redrawn so often at most. */
const ATTEMPTS = 1_000;

/**
 * A uniform number in [0, 1) for each place of a resample. Nothing is carried from number to number: it is a hash of where it
 * is used (MurmurHash3's finaliser, which changes each bit of the result with probability near 1/2 for each bit of the input).
 */
function uniform(resample: number, attempt: number, place: number): number {
  return mixed(mixed(mixed(resample) ^ attempt) ^ place) / 2 ** 32;
}

function mixed(word: number): number {
  // An added odd constant (the golden ratio's bits) keeps 0 from staying 0.
  let h = (word + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Values of a statistic with `members` drawn anew, sorted. The statistic sees how often each member was drawn, and gives NaN
 * where it has no value: that resample is drawn again. Undefined if nearly all resamples have none.
 */
export function bootstrap(members: number, statistic: (counts: Float64Array) => number): Float64Array | undefined {
  const values = new Float64Array(RESAMPLES);
  const counts = new Float64Array(members);
  for (let i = 0; i < RESAMPLES; i++) {
    values[i] = Number.NaN;
    for (let attempt = 0; Number.isNaN(values[i]); attempt++) {
      if (attempt === ATTEMPTS) return undefined;
      counts.fill(0);
      for (let place = 0; place < members; place++) counts[Math.floor(uniform(i, attempt, place) * members)]++;
      values[i] = statistic(counts);
    }
  }
  return values.sort();
}

/** The middle 95 % of sorted values: linear between the two nearest. */
export function percentiles95(sorted: Float64Array): Interval {
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const next = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (place - below) * (next - sorted[below]);
  };
  return [at(0.025), at(0.975)];
}

/** The share of values at or below a bound, counting the sample itself as one more of them: (1 + k) / (1 + n). */
export const shareAtMost = (sorted: Float64Array, bound: number): number =>
  (1 + sorted.reduce((count, value) => count + Number(value <= bound), 0)) / (1 + sorted.length);
