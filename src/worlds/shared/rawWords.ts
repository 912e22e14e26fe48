/** Words of a reader's own texts, and the vocabulary that is built from them. */

/** Size of the vocabulary, the blank included. */
export const MOST_WORDS = 2000;
/** The entry that stands for every word outside of the vocabulary. */
const BLANK = '';

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Words and numbers in lower case, without punctuation. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** Where each word of `wordsOf` stands in the text. */
export const placesOf = (text: string): {from: number; to: number}[] =>
  [...text.matchAll(WORD)].map(({index, 0: word}) => ({from: index, to: index + word.length}));

export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * The blank, then the most frequent words of all texts, `most` entries in all. Equally frequent words are in the order of
 * their characters.
 */
export function vocabularyOf(texts: readonly (readonly string[])[], most = MOST_WORDS): string[] {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return [BLANK, ...ranked.slice(0, most - 1).map(([word]) => word)];
}

/** Tokens of words: their places in the vocabulary, 0 (the blank) for unknown words. */
export function tokensIn(vocabulary: readonly string[]): (words: readonly string[]) => number[] {
  const tokenOf = new Map(vocabulary.map((word, token) => [word, token]));
  return (words) => words.map((word) => tokenOf.get(word) ?? 0);
}
