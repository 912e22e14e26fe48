/**
 * Which texts to learn from are nearest to each other text, by the cosine of their counts of words, for rewards that are averaged over
 * them: RewardFusion of "The Trickle-down Impact of Reward (In-)consistency on RLHF", released code, where a trained encoder embeds
 * texts.
 */
import type {Slots} from '../../engine/program.ts';
import type {PreferenceWorld} from '../preferenceWorld.ts';
import {productOf, type WordCounts, wordCounts} from '../shared/wordCounts.ts';
import {lateSlot} from '../world.ts';

/** At most so many texts are near. */
const NEAREST = 5;

/** Of a text and those near it, [texts, NEAREST + 1]: which, itself first, and the share of each. Rows of shares sum to 1. */
interface Near {
  items: Int32Array;
  shares: Float32Array;
}

/** Where texts near others are sought. */
interface Among {
  /** The first so many texts are to learn from. */
  learnt: number;
  /** Texts from this place on have some near them. */
  from: number;
  /** The least cosine. */
  least: number;
}

type Texts = readonly ArrayLike<number>[];

/** Slots under these names with what is near each text: it is sought when the first of them is filled. */
export function nearSlots(texts: Texts, among: Among, names: NonNullable<PreferenceWorld['near']>): Slots {
  let near: Near | undefined;
  const found = (): Near => {
    near ??= nearestOf(texts, among);
    return near;
  };
  const shape = [texts.length, NEAREST + 1];
  return {
    [names.items]: lateSlot(shape, 'int32', () => found().items),
    [names.shares]: lateSlot(shape, 'float32', () => found().shares),
  };
}

/**
 * For texts from place `from` on, those to learn from with a cosine s >= `least`, the largest first, have shares in proportion to s,
 * beside the text itself with s = 1. All other texts have themselves alone. In double precision.
 */
export function nearestOf(texts: Texts, {learnt, from, least}: Among): Near {
  const width = NEAREST + 1;
  const items = new Int32Array(width * texts.length);
  const shares = new Float32Array(width * texts.length);
  const having = textsByWord(texts.slice(0, learnt).map(unitCounts));
  const cosines = new Float64Array(learnt);
  for (const [i, text] of texts.entries()) {
    items.fill(i, width * i, width * (i + 1));
    if (i >= from) cosinesWith(unitCounts(text), having, cosines);
    const near = i < from ? [] : nearest(cosines, least);
    const total = near.reduce((sum, place) => sum + cosines[place], 1);
    shares[width * i] = 1 / total;
    for (const [k, place] of near.entries()) {
      items[width * i + k + 1] = place;
      shares[width * i + k + 1] = cosines[place] / total;
    }
  }
  return {items, shares};
}

/** The texts that have a word, and how much of it. */
interface Having {
  texts: number[];
  counts: number[];
}

function textsByWord(texts: readonly WordCounts[]): Map<number, Having> {
  const having = new Map<number, Having>();
  for (const [text, counts] of texts.entries()) {
    for (const [token, count] of counts) {
      const list = having.get(token) ?? {texts: [], counts: []};
      list.texts.push(text);
      list.counts.push(count);
      having.set(token, list);
    }
  }
  return having;
}

/** Writes the cosine of a text with each of those by word into `cosines`. */
function cosinesWith(own: WordCounts, having: ReadonlyMap<number, Having>, cosines: Float64Array): void {
  cosines.fill(0);
  for (const [token, count] of own) {
    const of = having.get(token);
    if (!of) continue;
    for (let k = 0; k < of.texts.length; k++) cosines[of.texts[k]] += count * of.counts[k];
  }
}

/** Places of the largest of at least `least`, the largest first; of equal ones the first. */
function nearest(cosines: Float64Array, least: number): number[] {
  const enough: number[] = [];
  for (let place = 0; place < cosines.length; place++) if (cosines[place] >= least) enough.push(place);
  return enough.sort((a, b) => cosines[b] - cosines[a] || a - b).slice(0, NEAREST);
}

/** Counts of words as a vector of length 1. */
function unitCounts(tokens: ArrayLike<number>): WordCounts {
  const counts = wordCounts(tokens);
  const length = Math.sqrt(productOf(counts, counts));
  return new Map([...counts].map(([token, count]) => [token, count / length]));
}
