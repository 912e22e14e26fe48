/** Words of texts that nobody has prepared, and the vocabulary that is built of them on the spot. */

/** Words that are told apart, and the blank. */
export const MOST_WORDS = 2000;
/** What stands for a word that is not among them. */
const BLANK = '';

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Lower-cased words and numbers, without marks. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** Where each of them stands. */
export const placesOf = (text: string): {from: number; to: number}[] =>
  [...text.matchAll(WORD)].map(({index, 0: word}) => ({from: index, to: index + word.length}));

export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * The blank, then the most frequent words of all texts, up to `most` in all; of equally frequent ones the first in order of
 * their characters.
 */
export function vocabularyOf(texts: readonly (readonly string[])[], most = MOST_WORDS): string[] {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return [BLANK, ...ranked.slice(0, most - 1).map(([word]) => word)];
}

/** The place of each word in the vocabulary, and 0, the blank, for one that is not in it. */
export function tokensIn(vocabulary: readonly string[]): (words: readonly string[]) => number[] {
  const tokenOf = new Map(vocabulary.map((word, token) => [word, token]));
  return (words) => words.map((word) => tokenOf.get(word) ?? 0);
}
