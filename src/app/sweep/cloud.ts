/** Fewer points of many: enough to see the shape of a small sphere, and little to draw. Pure. */
import type {EmbeddingFrame, PointSet} from '../../panels/data.ts';
import {shuffledRows} from '../../panels/hypersphere/hash.ts';

export interface Cloud {
  /** The points that are kept, without pictures. */
  points: PointSet;
  /** A frame of all points, with the kept ones alone; undefined for a frame of other points. */
  thinned(frame: EmbeddingFrame): EmbeddingFrame | undefined;
}

/** Always the same rows, from all over the point set. */
export function cloudOf(all: PointSet, most: number): Cloud {
  const rows = shuffledRows(all.count).slice(0, most);
  const groupOf = Uint8Array.from(rows, (row) => all.groupOf[row]);
  const {groups, colour, groupColour} = all;
  const points: PointSet = {
    ...{count: rows.length, groups, groupOf},
    name: (row) => all.name(rows[row]),
    detail: (row) => all.detail(rows[row]),
    thing: (row) => all.thing(rows[row]),
    ...(colour && {colour: (row: number) => colour.call(all, rows[row])}),
    ...(groupColour && {groupColour: (group: number) => groupColour.call(all, group)}),
  };
  const thinned = ({tick, count, dimension, data}: EmbeddingFrame): EmbeddingFrame | undefined => {
    if (count !== all.count) return undefined;
    const kept = new Float32Array(rows.length * dimension);
    for (let i = 0; i < rows.length; i++) {
      kept.set(data.subarray(rows[i] * dimension, (rows[i] + 1) * dimension), i * dimension);
    }
    return {tick, count: rows.length, dimension, data: kept};
  };
  return {points, thinned};
}

/** The first points of a cloud alone. */
export function firstOf({points}: Cloud, most: number): PointSet {
  return {...points, count: Math.min(most, points.count), groupOf: points.groupOf.subarray(0, most)};
}

export const firstFrame = (frame: EmbeddingFrame, most: number): EmbeddingFrame => ({
  ...frame,
  count: Math.min(most, frame.count),
  data: frame.data.subarray(0, most * frame.dimension),
});
