/** Texts about the words of an answer, and about the annotator's reasons. */

import {signed} from '../chart/format.ts';
import type {Reasons, WeighedText, WeighedWord, WordsFrame} from '../data.ts';

/** A word that the reader points at, in its text. */
export interface Pointed {
  text: WeighedText;
  word: WeighedWord;
}

/** The largest contribution in all texts, which gets the full tint; never 0. */
export const largestOf = ({texts}: WordsFrame): number =>
  texts.flatMap(({words}) => words).reduce((most, {contribution}) => Math.max(most, Math.abs(contribution)), 1e-6);

/** The reward with the word and without it. */
export const pointedText = ({text: {reward}, word: {text, contribution}}: Pointed): string =>
  `“${text}” ${signed(contribution)}: the reward is ${signed(reward)}, and ${signed(reward - contribution)} without it`;

/** The number of reasons in the panel's sentence. */
const TOLD = 3;

/** "Why A: 2 more facts +3.00, chance −0.40." The strongest `most` reasons first. */
export function reasonsIn({towards, parts}: Reasons, most = TOLD): string {
  const tie = parts.reduce((sum, {amount}) => sum + amount, 0) === 0;
  const ranked = [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  // The deciding reason is always included.
  const told = ranked.filter(({decides}, i) => i < most || decides);
  const left = parts.length - told.length;
  const said = told.map(({label, amount}) => (amounts(parts) ? `${label} ${signed(amount)}` : label));
  if (left > 0) said.push(`and ${left} smaller`);
  return `Why ${tie ? 'neither' : towards}: ${said.join('; ')}.`;
}

/** Whether to show amounts: the size of a single reason says nothing. */
const amounts = (parts: Reasons['parts']): boolean => parts.length > 1;

/** Each word with its contribution. */
export const wordRows = (text: WeighedText | undefined): [string, string][] =>
  (text?.words ?? []).map(({text: word, contribution}) => [word, signed(contribution)]);
