import type {EmbeddingFrame, PointSet} from '../data.ts';
import type {Table} from '../frame/save.ts';

/** Statistics of a group of unit vectors, from their sum. */
interface GroupSummary {
  count: number;
  /** Unit vector, or zeros for an empty group. */
  direction: Float64Array;
  /** Mean resultant length |sum x| / n: 1 when all coincide, near 0 when spread evenly (Mardia and Jupp 2000, 2.3). */
  concentration: number;
  /** Mean cosine of two different points, (n R^2 - 1) / (n - 1): the pairs' sum is |sum x|^2 - n. */
  cosine: number;
}

export function summarise(frame: EmbeddingFrame, groupOf: ArrayLike<number>, groups: number): GroupSummary[] {
  const {count, dimension, data} = frame;
  const counts = new Float64Array(groups);
  const sums = new Float64Array(groups * dimension);
  for (let row = 0; row < count; row++) {
    const base = groupOf[row] * dimension;
    counts[groupOf[row]]++;
    for (let d = 0; d < dimension; d++) sums[base + d] += data[row * dimension + d];
  }
  return Array.from(counts, (n, g) => {
    const sum = sums.subarray(g * dimension, (g + 1) * dimension);
    const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    const concentration = n > 0 ? length / n : Number.NaN;
    return {
      count: n,
      direction: sum.map((value) => (length > 0 ? value / length : 0)),
      concentration,
      cosine: n > 1 ? (n * concentration ** 2 - 1) / (n - 1) : Number.NaN,
    };
  });
}

const AXES = ['x', 'y', 'z'];
const MOST_AXES = 8;

/** The table behind the panel, with one row for each group. Of long directions it has the first few numbers. */
export function groupTable(frame: EmbeddingFrame | undefined, points: PointSet | undefined): Table {
  const axes = Math.min(frame?.dimension ?? 3, MOST_AXES);
  const axis = (d: number) => ((frame?.dimension ?? 3) <= 3 ? AXES[d] : String(d + 1));
  const columns = [
    'group',
    'points',
    'mean resultant length',
    'mean cosine of two points',
    ...Array.from({length: axes}, (_, d) => `mean direction ${axis(d)}`),
  ];
  if (!frame || !points || frame.count !== points.count) {
    return {caption: 'No points have arrived yet.', columns, rows: []};
  }
  const rows = summarise(frame, points.groupOf, points.groups.length).map((group, g) => [
    points.groups[g],
    group.count,
    rounded(group.concentration),
    rounded(group.cosine),
    ...Array.from(group.direction.subarray(0, axes), rounded),
  ]);
  return {caption: `The groups in ${frame.dimension} dimensions at step ${frame.tick}.`, columns, rows};
}

const rounded = (value: number): string | number => (Number.isNaN(value) ? '' : Number(value.toFixed(4)));
