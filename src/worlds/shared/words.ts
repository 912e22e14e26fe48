/** Words of short texts, and the vocabulary that a world makes of those that it trains on. */

/** Lower-case words without accents. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];

/** A word is in the vocabulary when it occurs so often in what is trained on. */
const OFTEN = 2;

/**
 * A blank first, then the words that occur often in these texts, the most frequent first. A text is read as those of its
 * words that are known; as a blank where none is.
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
