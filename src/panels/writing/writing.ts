/** Writing an answer word by word: reading typed text, suggesting words, and judging the answer. */
import type {WeighedText} from '../data.ts';

/** The words that can be written. A token is the index of its word; token 0 stands for unknown words. */
export interface Vocabulary {
  vocabulary: readonly string[];
  /** The most words in an answer. */
  most: number;
}

/** Statements of one kind. */
export interface Offer {
  label: string;
  statements: readonly {text: string; tokens: readonly number[]}[];
}

/** The truth about a written answer, if it is known. */
export interface Written {
  worth: number;
  counts: readonly {label: string; count: number}[];
}

const places = new WeakMap<readonly string[], Map<string, number>>();

function placeOf(vocabulary: readonly string[], word: string): number | undefined {
  let known = places.get(vocabulary);
  if (!known) {
    known = new Map(vocabulary.map((one, token) => [one, token]));
    known.delete(vocabulary[0]);
    places.set(vocabulary, known);
  }
  return known.get(word);
}

/** Words and marks that stand together: "water." is a word and a full stop. */
const PIECES = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]+/gu;
const IS_WORD = /[\p{L}\p{N}]/u;

/** The tokens of typed text, and its unknown words. Unknown punctuation marks are ignored. */
export function tokensIn(typed: string, vocabulary: readonly string[]): {tokens: number[]; unknown: string[]} {
  const tokens: number[] = [];
  const unknown: string[] = [];
  const text = typed.toLowerCase().replaceAll('’', "'");
  for (const together of text.split(/\s+/)) {
    const whole = placeOf(vocabulary, together);
    const pieces = whole === undefined ? (together.match(PIECES) ?? []) : [together];
    for (const piece of pieces) {
      const token = placeOf(vocabulary, piece);
      if (token !== undefined) tokens.push(token);
      else if (IS_WORD.test(piece)) unknown.push(piece);
    }
  }
  return {tokens, unknown};
}

/** The tokens of a displayed answer. */
export const tokensOfText = ({words}: WeighedText, vocabulary: readonly string[]): number[] =>
  tokensIn(words.map(({text}) => text).join(' '), vocabulary).tokens;

/** Suggested words: first those that begin with the typed text, then those that contain it. */
export function suggestions(typed: string, vocabulary: readonly string[], most = 30): {id: number; word: string}[] {
  const sought = typed.trim().toLowerCase();
  const all = vocabulary.map((word, id) => ({id, word})).slice(1);
  // A list without an entry closes itself.
  if (sought === '') return [];
  const begin = all.filter(({word}) => word.startsWith(sought));
  const inside = all.filter(({word}) => word.includes(sought) && !word.startsWith(sought));
  return [...begin, ...inside].slice(0, most);
}

/** The chance, in percent, that an answer with this reward is chosen against another. */
export const chanceAgainst = (reward: number, other: number): number =>
  Math.round(100 / (1 + Math.exp(other - reward)));

/** Places of rewards on a line, in percent, with room at both ends. */
export function placesOnLine(rewards: readonly number[]): number[] {
  const [low, high] = [Math.min(...rewards), Math.max(...rewards)];
  const span = Math.max(high - low, 0.5);
  const from = (low + high - span) / 2;
  return rewards.map((reward) => 6 + (88 * (reward - from)) / span);
}

/** Whether two answers have the same tokens. */
export const sameTokens = (a: readonly number[], b: readonly number[]) => a.join() === b.join();
