/** Filler that is added to an answer: what it does to the reward, and what it does to the true worth. Pure. */
import {signed} from '../chart/format.ts';
import type {WordsFrame} from '../data.ts';

/** Which answer has filler added to it: one of the pair that is read, or the reader's own. */
export type Whose = 'A' | 'B' | 'own';

/** An answer's place in the panel of reward against length. */
export interface Place {
  /** In tokens. */
  length: number;
  reward: number;
}

/** An answer, the filler behind it, and its places so far. */
export interface Padding {
  whose: Whose;
  pair: number;
  /** Tokens of the answer as it was. */
  base: readonly number[];
  /** Tokens of each statement behind it. */
  fillers: readonly (readonly number[])[];
  /** What the reader's own answer was before. */
  before: readonly number[];
  /** Where it was without filler, with one statement, and so on, as far as the rewards are known. */
  path: readonly Place[];
}

export const paddedTokens = ({base, fillers}: Padding): readonly number[] => [...base, ...fillers.flat()];

/** One statement more behind the answer. */
export const withFiller = (padding: Padding, filler: readonly number[]): Padding => ({
  ...padding,
  fillers: [...padding.fillers, filler],
});

const INDEX = {A: 0, B: 1} as const;

/** The newest rewards in the path. The model may have learnt more since: answers A and B are known without filler, too. */
export function followed(padding: Padding, {texts}: WordsFrame): Padding {
  const {whose, base, fillers, path} = padding;
  const bare = whose === 'own' ? undefined : texts[INDEX[whose]]?.reward;
  const known = bare === undefined ? path : [{length: base.length, reward: bare}, ...path.slice(1)];
  const own = texts[2]?.reward;
  if (own === undefined || known.length < fillers.length) return {...padding, path: known};
  const place = {length: paddedTokens(padding).length, reward: own};
  return {...padding, path: [...known.slice(0, fillers.length), place]};
}

/** A number before the first filler and now. */
export interface Change {
  before: number;
  now: number;
}

export interface Padded {
  whose: Whose;
  statements: number;
  tokens: number;
  /** Undefined until the model has read the longer answer. */
  reward: Change | undefined;
  /** Undefined where true worth is not known. */
  worth: Change | undefined;
}

export function paddedOf(padding: Padding, worthOf: ((tokens: readonly number[]) => number) | undefined): Padded {
  const {whose, base, fillers, path} = padding;
  const all = paddedTokens(padding);
  return {
    whose,
    statements: fillers.length,
    tokens: all.length - base.length,
    reward: path.length > fillers.length ? {before: path[0].reward, now: path[fillers.length].reward} : undefined,
    worth: worthOf && {before: worthOf(base), now: worthOf(all)},
  };
}

/** "+0.86", or "±0.00" for what stands still. */
export function changed({before, now}: Change): string {
  const text = signed(now - before);
  return /[1-9]/.test(text) ? text : '±0.00';
}

/** "3 filler sentences, 31 tokens more: reward +0.46 to +1.32, +0.86; true worth +3.00 to +3.00, ±0.00." */
export function paddedText({statements, tokens, reward, worth}: Padded): string {
  const told = [
    ...(reward ? [`reward ${signed(reward.before)} to ${signed(reward.now)}, ${changed(reward)}`] : []),
    ...(worth ? [`true worth ${signed(worth.before)} to ${signed(worth.now)}, ${changed(worth)}`] : []),
  ];
  return `${statements} filler sentence${statements === 1 ? '' : 's'}, ${tokens} tokens more: ${told.join('; ')}.`;
}
