/**
 * Each vector at right angles to those before it, and of length 1: by Gram and Schmidt, in double precision. What is nothing beside
 * those before it becomes about 0.
 */
export function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const out: Float64Array[] = [];
  for (const vector of vectors) {
    const left = Float64Array.from(vector);
    for (const before of out) {
      let along = 0;
      for (let i = 0; i < left.length; i++) along += left[i] * before[i];
      for (let i = 0; i < left.length; i++) left[i] -= along * before[i];
    }
    const length = Math.max(1e-300, Math.hypot(...left));
    out.push(left.map((value) => value / length));
  }
  return out;
}
