/** The neighbours of one point among all. */

export interface NearestInput {
  /** Unit vectors, row after row. */
  data: Float32Array;
  dimension: number;
  tick: number;
  /** Rows with equal numbers show the same thing. */
  thing(row: number): number;
}

const SHOWN = 5;

/** The rows most similar to `row`: at most one of each other thing. */
export function nearest(
  {data, dimension, tick, thing: thingOf}: NearestInput,
  row: number,
): {tick: number; rows: number[]; similarities: number[]} {
  const best = new Map<number, {row: number; similarity: number}>();
  for (let other = 0; other < data.length / dimension; other++) {
    const thing = thingOf(other);
    if (thing === thingOf(row)) continue;
    let similarity = 0;
    for (let k = 0; k < dimension; k++) similarity += data[row * dimension + k] * data[other * dimension + k];
    if (similarity > (best.get(thing)?.similarity ?? Number.NEGATIVE_INFINITY))
      best.set(thing, {row: other, similarity});
  }
  const found = [...best.values()].sort((a, b) => b.similarity - a.similarity).slice(0, SHOWN);
  return {tick, rows: found.map((f) => f.row), similarities: found.map((f) => f.similarity)};
}
