/** Why an annotator of responses says what they say of a pair: what each thing adds to their liking of the one over the other. */
import type {Reason, Reasons} from '../preferenceWorld.ts';
import {ATTRIBUTES, type AttributeName} from './attributes.ts';

/** The weights of the gold reward, and the annotators' habits. */
export type Tastes = Readonly<
  Record<
    | AttributeName
    | 'care'
    | 'lengthBias'
    | 'styleBias'
    | 'labelNoise'
    | 'ties'
    | 'secondGroup'
    | 'tasteGap'
    | 'salience'
    | 'disagreement'
    | 'wishWorth',
    number
  >
>;

/** What chance has decided about the pair. */
export interface Chances {
  /** Logistic. */
  noise: number;
  /** Uniform from 0 to 1. */
  flip: number;
  group: number;
  salience: number;
  /** What the most striking attribute says: 1 for the first, 0 for the second. */
  salient: number;
  /** What the question wishes for, and how much more the first answer is so, where questions have wishes. */
  wished?: {name: string; gap: number};
  /** What the source of the pair adds, which is part of the noise. */
  source?: number;
  /** What attributes are worth to this annotator beside what they are worth to all, where annotators differ. */
  taste?: readonly number[];
}

/** One and several of what is counted. */
const NOUNS: Record<Exclude<AttributeName, 'length'>, [string, string]> = {
  facts: ['fact', 'facts'],
  wrong: ['error', 'errors'],
  offTopic: ['statement off topic', 'statements off topic'],
  style: ['style mark', 'style marks'],
  hedges: ['hedge', 'hedges'],
  praise: ['compliment', 'compliments'],
  rude: ['insult', 'insults'],
  repeats: ['repetition', 'repetitions'],
};

/** "2 more facts", "17 tokens shorter", of an answer that has so many more. */
function gapWords(name: AttributeName, gap: number): string {
  const count = Math.abs(Math.round(gap));
  if (name === 'length') return `${count} ${count === 1 ? 'token' : 'tokens'} ${gap > 0 ? 'longer' : 'shorter'}`;
  return `${count} ${gap > 0 ? 'more' : 'fewer'} ${NOUNS[name][count === 1 ? 0 : 1]}`;
}

/**
 * Of two answers with these features, as models see them. With the weight w_k of the gold reward and the bias b_k for each
 * attribute, which differ by d_k between the first and the second, and all else that acts:
 *
 *     felt = care * sum_k (w_k + b_k) d_k + noise
 *
 * The first is chosen where that is above 0, and neither where it is nearer to 0 than `ties`.
 */
export function reasonsOf(
  first: readonly number[],
  second: readonly number[],
  chances: Chances,
  tastes: Tastes,
): Reasons {
  const gaps = ATTRIBUTES.map((_, k) => first[k] - second[k]);
  if (chances.salience < tastes.salience) return striking(gaps, chances.salient);
  const felt = feltBy(gaps, chances, tastes);
  let sum = total(felt);
  // Ties and label noise are applied to the preference as it was felt.
  if (Math.abs(sum) < tastes.ties)
    return {towards: 'A', parts: [...told(felt, 1), {label: 'too close: a tie', amount: -sum, decides: true}]};
  const flipped = chances.flip < tastes.labelNoise;
  if (flipped) {
    felt.push({label: () => 'label noise: the choice was flipped', amount: -2 * sum, decides: true});
    sum = -sum;
  }
  const side = sum > 0 ? 1 : -1;
  return {towards: side > 0 ? 'A' : 'B', parts: told(felt, side)};
}

/** The difference as it is felt, chance included: above 0 where the first is liked better. */
export const feltOf = (first: readonly number[], second: readonly number[], chances: Chances, tastes: Tastes): number =>
  total(
    feltBy(
      ATTRIBUTES.map((_, k) => first[k] - second[k]),
      chances,
      tastes,
    ),
  );

/** What speaks for the first answer, in words for either side. */
interface Felt {
  label(side: number): string;
  amount: number;
  decides?: boolean;
}

function feltBy(gaps: readonly number[], {noise, group, taste, wished, source = 0}: Chances, tastes: Tastes): Felt[] {
  const {care, lengthBias, styleBias, secondGroup, tasteGap} = tastes;
  const felt: Felt[] = [];
  const add = (name: AttributeName, weight: number, why = '') => {
    const k = ATTRIBUTES.findIndex((one) => one.name === name);
    const amount = care * weight * gaps[k];
    const words = (side: number) => gapWords(name, side * gaps[k] * ATTRIBUTES[k].unit) + why;
    if (amount !== 0) felt.push({label: words, amount});
  };
  for (const {name} of ATTRIBUTES) add(name, tastes[name]);
  add('length', lengthBias, lengthBias > 0 ? ', and length is liked' : ', and brevity is liked');
  add('style', styleBias, styleBias > 0 ? ', and style is liked' : ', and plainness is liked');
  if (secondGroup > 0) {
    const second = group < secondGroup;
    add(
      'length',
      second ? -tasteGap : tasteGap,
      second ? ', to one of the second group' : ', to one of the first group',
    );
  }
  taste?.forEach((worth, k) => {
    add(ATTRIBUTES[k].name, tastes.disagreement * worth, worth > 0 ? ', liked by this one' : ', disliked by this one');
  });
  const granted = wished ? care * tastes.wishWorth * wished.gap : 0;
  if (granted !== 0) {
    const than = (side: number) => (side * granted > 0 ? 'more' : 'less');
    felt.push({label: (side) => `${than(side)} ${wished?.name}, as was wished for`, amount: granted});
  }
  if (source !== 0) {
    const than = (side: number) => (side * source > 0 ? 'longer' : 'shorter');
    felt.push({label: (side) => `${than(side)}, and its source likes length`, amount: source});
  }
  felt.push({label: () => 'the annotator’s luck', amount: noise - source});
  return felt;
}

/** From the side of the answer that is chosen, the strongest first. */
const told = (felt: readonly Felt[], side: number): Reason[] =>
  felt.map(({label, amount, decides}) => ({label: label(side), amount: side * amount, ...(decides && {decides})}));

const total = (felt: readonly {amount: number}[]): number => felt.reduce((sum, {amount}) => sum + amount, 0);

/** By the one attribute in which the two differ most. */
function striking(gaps: readonly number[], salient: number): Reasons {
  const widest = gaps.reduce((best, gap, k) => (Math.abs(gap) > Math.abs(gaps[best]) ? k : best), 0);
  const side = salient === 1 ? 1 : -1;
  const {name, unit} = ATTRIBUTES[widest];
  const what = gaps[widest] === 0 ? 'nothing tells them apart' : gapWords(name, side * gaps[widest] * unit);
  const amount = Math.abs(gaps[widest]) || 1;
  return {
    towards: side > 0 ? 'A' : 'B',
    parts: [{label: `${what}, which is most striking: nothing else counted`, amount}],
  };
}
