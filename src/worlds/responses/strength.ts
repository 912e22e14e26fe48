/** How strongly annotators felt about a choice: 1, 2 or 3, a third of the training pairs each. */

/** The two sizes that part sizes into thirds, each halfway between two of them so that rounding moves none across. */
export function thirds(sizes: readonly number[]): [number, number] {
  const sorted = Float64Array.from(sizes).sort();
  const after = (share: number): number => {
    const i = Math.round(share * sorted.length);
    return (sorted[i - 1] + sorted[i]) / 2;
  };
  return [after(1 / 3), after(2 / 3)];
}
