/**
 * A pool of pairs from four sources that have different faults, and a rater by whom the best of every source are kept. Pair n is of
 * source n mod 4; unseen pairs have no source.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {ATTRIBUTES} from './attributes.ts';
import {readingOf} from './readers.ts';
import {type Chances, feltOf, reasonsOf, type Tastes} from './reasons.ts';

/** Share of choices that are the wrong way round, and what twenty tokens more are worth, where faults are largest. */
export const SOURCES = [
  {slips: 0, length: 0},
  {slips: 0.25, length: 0},
  {slips: 0.5, length: 0},
  {slips: 0, length: 3},
] as const;

const LENGTH = ATTRIBUTES.findIndex(({name}) => name === 'length');
/** Below every share of label noise, so that the choice is always turned. */
const TURNED = -1;

interface Pool {
  drawing: number;
  pairs: number;
  sourceFaults: number;
  care: number;
}

/**
 * Adds faults to what chance decides about these pairs, a row of `width` each: noise in column 0 gets what the source likes about
 * length; column 1 turns a choice that slipped. Returns what was added for each pair.
 */
export function withFaults(
  table: Float32Array,
  width: number,
  features: readonly (readonly number[])[],
  numbers: readonly number[],
  {drawing, pairs, sourceFaults, care}: Pool,
): Float32Array {
  const liked = new Float32Array(numbers.length);
  const draws = uniforms(deriveKey(drawing, 'world/sources'), pairs);
  for (const [i, pair] of numbers.entries()) {
    if (pair >= pairs) continue;
    const {slips, length} = SOURCES[pair % SOURCES.length];
    liked[i] = care * sourceFaults * length * (features[2 * i][LENGTH] - features[2 * i + 1][LENGTH]);
    table[width * i] += liked[i];
    if (draws[pair] < sourceFaults * slips) table[width * i + 1] = TURNED;
  }
  return liked;
}

/** Settings of annotators, and of the rater. */
type Rated = Tastes & {drawing: number; raterError: number};

/**
 * By how much a rater finds the chosen answer of a pair better: the rater knows what attributes are worth, and misreads them. What is
 * chosen follows the settings at the start; it is 0 for a tie.
 */
export function leadOf(
  [first, second]: readonly [readonly number[], readonly number[]],
  chances: Chances,
  spec: Rated,
  items: readonly number[],
): number {
  const readers = {readingError: spec.raterError, unseenAttribute: 'none'} as const;
  const [a, b] = [first, second].map((x, k) =>
    readingOf(x, readers, spec.drawing, RATED_FROM + items[k]).reduce(
      (sum, value, at) => sum + spec[ATTRIBUTES[at].name] * value,
      0,
    ),
  );
  if (chances.salience >= spec.salience && Math.abs(feltOf(first, second, chances, spec)) < spec.ties) return 0;
  return reasonsOf(first, second, chances, spec).towards === 'A' ? a - b : b - a;
}

/** The rater misreads otherwise than models do. */
const RATED_FROM = 1 << 23;

/** The places of the `kept` largest leads, as many of each source as can be, in order. */
export function bestOfEach(leads: readonly number[], kept: number): number[] {
  const places = SOURCES.map((_, source) =>
    leads
      .map((lead, place) => ({lead, place}))
      .filter(({place}) => place % SOURCES.length === source)
      .sort((x, y) => y.lead - x.lead || x.place - y.place)
      .map(({place}) => place),
  );
  // In turns: the best of each source, then the second.
  const turns = leads.map((_, i) => places[i % SOURCES.length][Math.floor(i / SOURCES.length)]);
  return turns
    .filter((place) => place !== undefined)
    .slice(0, kept)
    .sort((x, y) => x - y);
}
