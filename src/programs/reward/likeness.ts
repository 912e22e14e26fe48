/** How much alike the items of training pairs are, from 0 to 1: for objectives that bound how far apart their rewards may be. */
import {deriveKey, permutation} from '../../engine/keys.ts';
import type {Slot} from '../../engine/program.ts';
import type {RewardObjectiveSettings} from '../../objectives/reward/index.spec.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {productOf, wordCounts} from '../../worlds/shared/wordCounts.ts';
import {lateSlot} from '../../worlds/world.ts';

export const LIKENESS = 'reward/likeness';

type Likeness = Extract<RewardObjectiveSettings, {likeness: unknown}>['likeness'];

/** Of each training pair, [train, 1]. */
export const likenessSlot = (world: PreferenceWorld, by: Likeness): Slot =>
  lateSlot([world.train, 1], 'float32', () => likenessOf(textPairs(world), by));

type Pair = readonly [ArrayLike<number>, ArrayLike<number>];

/** Question and answer of both items of each training pair, as tokens. */
function textPairs({slots, pairs, train, texts}: PreferenceWorld): Pair[] {
  const items = slots[pairs].initial!([0, 0]);
  const table = slots[texts!.table].initial!([0, 0]);
  const {length} = texts!.input;
  const text = (item: number) => {
    const row = Array.from(table.subarray(item * length, (item + 1) * length));
    return row.filter((token) => token >= 0);
  };
  return Array.from({length: train}, (_, i) => [text(items[2 * i]), text(items[2 * i + 1])]);
}

/** One number for each pair of texts. */
export function likenessOf(pairs: readonly Pair[], by: Likeness): Float32Array {
  if (by === 'words') return Float32Array.from(pairs, inWords);
  const lengths = Float32Array.from(pairs, inLength);
  if (by === 'lengths') return lengths;
  if (by === 'mean') return new Float32Array(pairs.length).fill(lengths.reduce((sum, x) => sum + x, 0) / pairs.length);
  const other = permutation(deriveKey(0, LIKENESS), pairs.length);
  return lengths.map((_, i) => lengths[other(i)]);
}

/** The shorter length divided by the longer, both counted from the first word in which the two differ. */
function inLength([a, b]: Pair): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  const longer = Math.max(a.length, b.length) - same;
  return longer === 0 ? 1 : (Math.min(a.length, b.length) - same) / longer;
}

/** 1 - arccos(cos) / pi for the cosine of the two texts' counts of words. */
function inWords([a, b]: Pair): number {
  const [x, y] = [wordCounts(a), wordCounts(b)];
  const size = Math.sqrt(productOf(x, x) * productOf(y, y));
  return size === 0 ? 1 : 1 - angleOf(Math.min(1, productOf(x, y) / size)) / Math.PI;
}

/** arccos of 0 to 1, by halving the angle until it is its own sine: square roots are the same in every browser. */
function angleOf(cosine: number): number {
  const HALVINGS = 24;
  let [sin, cos] = [Math.sqrt((1 - cosine) * (1 + cosine)), cosine];
  for (let k = 0; k < HALVINGS; k++) [sin, cos] = [sin / Math.sqrt(2 * (1 + cos)), Math.sqrt((1 + cos) / 2)];
  return sin * 2 ** HALVINGS;
}
