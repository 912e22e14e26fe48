/** Words of short texts, and a vocabulary from the texts that a world trains on. */

/** Lower-case words without accents. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];

/** How often a word must occur in the training texts to be in the vocabulary. */
const OFTEN = 2;

/**
 * Token 0 is the blank, then come the words that occur often in these texts, the most frequent first. Unknown words of a
 * text are left out; a text without a known word is read as a blank.
 */
export function vocabularyOf(texts: readonly (readonly string[])[]): {
  size: number;
  tokensOf(words: readonly string[]): number[];
} {
  const counts = new Map<string, number>();
  for (const word of texts.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= OFTEN);
  often.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const tokenOf = new Map(often.map(([word], at) => [word, at + 1]));
  return {
    size: often.length + 1,
    tokensOf(words) {
      const known = words.flatMap((word) => tokenOf.get(word) ?? []);
      return known.length > 0 ? known : [0];
    },
  };
}
