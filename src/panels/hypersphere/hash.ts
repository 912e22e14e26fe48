/** A whole number below 2^32 that looks random and depends on the row alone (the finaliser of MurmurHash3). */
export function hash(row: number): number {
  let h = row + 1;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The rows 0 to count - 1 in an order that is arbitrary, but always the same. */
export function shuffledRows(count: number): Uint32Array {
  const keys = Uint32Array.from({length: count}, (_, row) => hash(row));
  return Uint32Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b] || a - b);
}
