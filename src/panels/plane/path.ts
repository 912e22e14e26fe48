/** The path of a run through the plane of uniformity and alignment. */
import type {Series} from '../data.ts';

export interface Path {
  ticks: readonly number[];
  uniformity: readonly number[];
  alignment: readonly number[];
}

/** The most points that are drawn: more could not be told apart. */
const MOST = 2048;

/**
 * The points of a path that are drawn: indices from 0 to the last, every k-th of them with k a power of two, so that
 * what was drawn before stays as it was.
 */
export function drawnIndices(count: number): number[] {
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(count / MOST)));
  const indices: number[] = [];
  for (let i = 0; i < count; i += every) indices.push(i);
  if (count > 0 && (count - 1) % every !== 0) indices.push(count - 1);
  return indices;
}

/** The drawn part of the path along which both metrics were measured; they are measured at the same ticks. */
export function pathOf(alignment: Series, uniformity: Series): Path {
  const count = Math.min(alignment.values.length, uniformity.values.length);
  const path = {ticks: [] as number[], uniformity: [] as number[], alignment: [] as number[]};
  for (const i of drawnIndices(count)) {
    if (alignment.ticks[i] !== uniformity.ticks[i]) continue;
    if (!Number.isFinite(alignment.values[i]) || !Number.isFinite(uniformity.values[i])) continue;
    path.ticks.push(alignment.ticks[i]);
    path.alignment.push(alignment.values[i]);
    path.uniformity.push(uniformity.values[i]);
  }
  return path;
}
