/** Graphs and their embeddings. */
import {type Key, normals} from '../../engine/keys.ts';
import {orthonormal} from '../shared/orthonormal.ts';

export interface Graph {
  /** Neighbours of each node, in both directions. */
  linked: readonly (readonly number[])[];
}

export interface Embedding {
  /** Other nodes by falling cosine. */
  nearest(node: number): number[];
}

/** Enough for the leading directions to be told from the others. */
const ITERATIONS = 30;
/** How often the nodes’ places are smoothed over their links at the end, by which directions count as they carry links. */
const SMOOTHED = 4;

/**
 * Nodes as unit vectors of the leading eigenvectors of (I + D^-1/2 A D^-1/2) / 2, for the adjacency A and the degrees D: by subspace
 * iteration. A node without links is 0.
 */
export function spectralEmbedding({linked}: Graph, dimension: number, key: Key): Embedding {
  const count = linked.length;
  const scale = linked.map((of) => 1 / Math.sqrt(Math.max(1, of.length)));
  const start = normals(key, dimension * count);
  let columns: Float64Array[] = Array.from({length: dimension}, (_, k) =>
    Float64Array.from(start.subarray(k * count, (k + 1) * count)),
  );
  const along = (x: Float64Array): Float64Array =>
    x.map((value, i) => {
      let sum = 0;
      for (const j of linked[i]) sum += scale[j] * x[j];
      return linked[i].length === 0 ? 0 : (value + scale[i] * sum) / 2;
    });
  for (let round = 0; round < ITERATIONS; round++) {
    columns = orthonormal(columns.map(along));
  }
  for (let round = 0; round < SMOOTHED; round++) columns = columns.map(along);
  const vectors = linked.map((_, i) => {
    const row = columns.map((x) => x[i]);
    const length = Math.hypot(...row);
    return row.map((value) => (length > 0 ? value / length : 0));
  });
  return {
    nearest(node) {
      const cosines = vectors.map((row) => row.reduce((sum, value, k) => sum + value * vectors[node][k], 0));
      return vectors.flatMap((_, i) => (i === node ? [] : [i])).sort((a, b) => cosines[b] - cosines[a] || a - b);
    },
  };
}
