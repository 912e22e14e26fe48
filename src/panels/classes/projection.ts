/** The cosines of the points of every class to the mean direction of one class. */
import {mean} from 'd3-array';
import type {EmbeddingFrame, PointSet} from '../data.ts';

export interface ClassCosines {
  group: number;
  /** Cosines to the mean direction, ascending. */
  cosines: Float32Array;
  /** The mean cosine; undefined for a class without points. */
  mean: number | undefined;
}

/** The mean direction of a group of points, of length 1; undefined when their mean is the origin. */
export function meanDirection(
  {count, dimension, data}: Pick<EmbeddingFrame, 'count' | 'dimension' | 'data'>,
  groupOf: Uint8Array,
  group: number,
): Float64Array | undefined {
  const sum = new Float64Array(dimension);
  for (let row = 0; row < count; row++) {
    if (groupOf[row] === group) for (let d = 0; d < dimension; d++) sum[d] += data[row * dimension + d];
  }
  const length = Math.hypot(...sum);
  return length > 1e-6 ? sum.map((x) => x / length) : undefined;
}

/** The cosines of the points of every class to the mean direction of the chosen one; undefined when it has none. */
export function projectedOn(frame: EmbeddingFrame, points: PointSet, chosen: number): ClassCosines[] | undefined {
  const {dimension, data} = frame;
  const count = Math.min(frame.count, points.count);
  const direction = meanDirection({count, dimension, data}, points.groupOf, chosen);
  if (!direction) return undefined;
  const lists = points.groups.map((): number[] => []);
  for (let row = 0; row < count; row++) {
    let cosine = 0;
    for (let d = 0; d < dimension; d++) cosine += data[row * dimension + d] * direction[d];
    lists[points.groupOf[row]]?.push(cosine);
  }
  return lists.map((list, group) => ({group, cosines: Float32Array.from(list).sort(), mean: mean(list)}));
}

/** The other class whose points are nearest on average. */
export function nearestOther(classes: readonly ClassCosines[], chosen: number): ClassCosines | undefined {
  const others = classes.filter(({group, mean: m}) => group !== chosen && m !== undefined);
  return others.reduce<ClassCosines | undefined>(
    (best, next) => (best && best.mean! >= next.mean! ? best : next),
    undefined,
  );
}
