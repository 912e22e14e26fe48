/** How often each word stands in a text. */
export type WordCounts = ReadonlyMap<number, number>;

export function wordCounts(tokens: ArrayLike<number>): WordCounts {
  const counts = new Map<number, number>();
  for (const token of Array.from(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

/** The inner product of two texts' counts. */
export const productOf = (a: WordCounts, b: WordCounts): number =>
  [...a].reduce((sum, [token, count]) => sum + count * (b.get(token) ?? 0), 0);
