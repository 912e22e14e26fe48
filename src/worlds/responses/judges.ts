/**
 * Annotators with tastes of their own. A taste is what one unit of each attribute is worth to an annotator beside what it
 * is worth to all: a_u = sum_k w_uk p_k, a mixture with weights w_u of the prototypes p_k.
 */
import ln from '@stdlib/math-base-special-ln';
import {deriveKey, normals, permutation, uniforms} from '../../engine/keys.ts';
import type {Judges} from '../preferenceWorld.ts';
import {ATTRIBUTES} from './attributes.ts';

export interface JudgesSettings {
  /** How many annotators share the pairs. */
  annotators: number;
  prototypes: number;
  /** 0: the taste of every annotator is one prototype. 1: any mixture. */
  mixing: number;
  drawing: number;
}

/** Annotators of no training pair, and how many unseen pairs each has labelled: some to learn from, the rest to test. */
export const NEWCOMERS = 20;
const LABELLED = 40;
const TESTED = 60;

export interface Drawn extends Judges {
  /** [annotators + newcomers][attributes]; before they are multiplied by how much annotators disagree. */
  tastes: readonly (readonly number[])[];
  /** The mean taste of the annotators of training pairs. */
  mean: readonly number[];
  /** Which unseen pair (from 0) each newcomer has labelled, one newcomer after another. */
  shown: readonly number[];
}

/** Everything is the same for the same drawing: more annotators, or fewer, change no other's taste. */
export function drawJudges({annotators, prototypes, mixing, drawing}: JudgesSettings, unseen: number): Drawn {
  const kinds = prototypesOf(drawing, prototypes);
  const weights = Array.from({length: annotators + NEWCOMERS}, (_, u) =>
    // Newcomers are numbered from far on, so that they are the same whatever the number of annotators.
    weightsOf(drawing, u < annotators ? u : FIRST_NEWCOMER + u - annotators, prototypes, mixing),
  );
  const tastes = weights.map((w) =>
    ATTRIBUTES.map((_, a) => w.reduce((sum, share, k) => sum + share * kinds[k][a], 0)),
  );
  const seen = tastes.slice(0, annotators);
  const each = Math.min(LABELLED + TESTED, unseen);
  return {
    tastes,
    mean: ATTRIBUTES.map((_, a) => seen.reduce((sum, taste) => sum + taste[a], 0) / annotators),
    seen: annotators,
    newcomers: NEWCOMERS,
    each,
    labelled: Math.min(LABELLED, Math.floor((each * LABELLED) / (LABELLED + TESTED))),
    groups: prototypes,
    groupOf: weights.map((w) => w.indexOf(Math.max(...w))),
    shown: Array.from({length: NEWCOMERS}, (_, v) => {
      const order = permutation(deriveKey(drawing, 'world/shown', v), unseen);
      return Array.from({length: each}, (_, i) => order(i));
    }).flat(),
    who: 'world/who',
    members: 'world/members',
    rows: 'world/newcomers',
  };
}

const FIRST_NEWCOMER = 1 << 16;

/** Normal numbers whose mean over the prototypes is 0: on the whole, nothing is worth more or less than to all. */
function prototypesOf(drawing: number, count: number): number[][] {
  const drawn = Array.from({length: count}, (_, k) =>
    Array.from(normals(deriveKey(drawing, 'world/prototypes', k), ATTRIBUTES.length)),
  );
  const mean = ATTRIBUTES.map((_, a) => drawn.reduce((sum, row) => sum + row[a], 0) / count);
  return drawn.map((row) => row.map((x, a) => x - mean[a]));
}

/** One prototype, mixed with a point that is drawn evenly from all mixtures. */
function weightsOf(drawing: number, u: number, count: number, mixing: number): number[] {
  const waits = Array.from(uniforms(deriveKey(drawing, 'world/mixtures', u), count), (x) => -ln(1 - x));
  const total = waits.reduce((sum, x) => sum + x, 0) || 1;
  return waits.map((x, k) => (mixing * x) / total + (k === u % count ? 1 - mixing : 0));
}

/** Who has labelled each of these pairs of the drawing. */
export function annotatorsOf(drawing: number, annotators: number, numbers: readonly number[], drawn: number): number[] {
  const draws = uniforms(deriveKey(drawing, 'world/who'), drawn);
  return numbers.map((pair) => Math.floor(annotators * draws[pair]));
}

/** Who votes on each of these pairs of the drawing, and the logistic noise of their choices, [pairs, votes] each. */
export function votesOf(
  {drawing, annotators, votes}: {drawing: number; annotators: number; votes: number},
  numbers: readonly number[],
  drawn: number,
): {voters: Int32Array; noise: Float32Array} {
  const [who, chance] = ['voters', 'voting'].map((use) => uniforms(deriveKey(drawing, `world/${use}`), votes * drawn));
  const places = numbers.flatMap((pair) => Array.from({length: votes}, (_, v) => votes * pair + v));
  return {
    voters: Int32Array.from(places, (i) => Math.floor(annotators * who[i])),
    noise: Float32Array.from(places, (i) => {
      const middle = chance[i] + 2 ** -25;
      return ln(middle / (1 - middle));
    }),
  };
}
