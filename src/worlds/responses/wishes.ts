/**
 * Wishes that a question can carry: it then asks for an answer of a certain kind, "keep it short", and what attributes are worth is
 * another for it. An answer with attributes x to a question with wish w is worth
 *
 *     sum_k weight_k x_k + strength sum_k wish_wk x_k.
 *
 * The words of a wish stand in front of the question, so that models can read it. All of them are words of the language.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {ATTRIBUTES, type AttributeName} from './attributes.ts';
import {wordTokens} from './language.ts';

export interface Wish {
  name: string;
  /** In front of the question; empty where nothing is wished for. */
  tokens: readonly number[];
  /** What a unit of each attribute is worth beside what it is always worth, in the order of ATTRIBUTES. */
  weights: readonly number[];
}

const wish = (name: string, words: string, worth: Partial<Record<AttributeName, number>>): Wish => ({
  name,
  tokens: words === '' ? [] : wordTokens(words),
  weights: ATTRIBUTES.map((attribute) => worth[attribute.name] ?? 0),
});

/** The first is none. */
export const WISHES: readonly Wish[] = [
  wish('', '', {}),
  wish('brief', 'keep it short .', {length: -1}),
  wish('thorough', 'i need all the detail .', {facts: 1, length: 0.5}),
  wish('plain', 'do not make it look good .', {style: -1.5}),
  wish('polite', 'be sweet to me .', {praise: 1.5, rude: -1}),
];

/** The most tokens of a wish. */
export const LONGEST_WISH = Math.max(...WISHES.map(({tokens}) => tokens.length));

/** The place in WISHES of the wish that question `i` of a drawing carries, among those of one use. */
export const wishOf = (drawing: number, i: number, use = 'world/question'): number =>
  Math.floor(uniforms(deriveKey(drawing, `${use}/wish`, i), 1)[0] * WISHES.length);

/**
 * Two wishes, as places in WISHES, of which the first speaks for one of two answers with these attributes and the second for the
 * other; drawn for question `i` of a drawing among all such. Where there are none, both are no wish.
 */
export function partingWishes(
  drawing: number,
  i: number,
  features: readonly [readonly number[], readonly number[]],
): [number, number] {
  const gaps = WISHES.map((_, wish) => grantedBy(wish, features[0]) - grantedBy(wish, features[1]));
  const parting = gaps.flatMap((gap, w) =>
    gaps.flatMap((other, v): [number, number][] => (gap * other < 0 ? [[w, v]] : [])),
  );
  const [drawn] = uniforms(deriveKey(drawing, 'world/question/parting', i), 1);
  return parting[Math.floor(drawn * parting.length)] ?? [0, 0];
}

/** sum_k wish_wk x_k. */
export const grantedBy = (wish: number, features: readonly number[]): number =>
  WISHES[wish].weights.reduce((sum, weight, k) => sum + weight * features[k], 0);
