/**
 * A nearly even grid of directions, and functions on it: the six faces of a cube seen from its middle, each divided at equal
 * angles. Faces share their edges, so that values between the nodes run on from face to face. Pure.
 */

/** Nodes along an edge of a face: every 9 degrees. The kernel is about 30 degrees wide. */
const EDGE = 11;
const FACE = EDGE * EDGE;
export const NODES = 6 * FACE;

const QUARTER = Math.PI / 4;

/** The directions of the nodes, [NODES, 3]. Face f looks along axis f >> 1, forwards or backwards. */
export const DIRECTIONS: Float32Array = (() => {
  const out = new Float32Array(3 * NODES);
  for (let face = 0, at = 0; face < 6; face++) {
    const axis = face >> 1;
    for (let i = 0; i < EDGE; i++) {
      for (let j = 0; j < EDGE; j++, at += 3) {
        const u = Math.tan(QUARTER * ((2 * i) / (EDGE - 1) - 1));
        const v = Math.tan(QUARTER * ((2 * j) / (EDGE - 1) - 1));
        const length = Math.hypot(1, u, v);
        out[at + axis] = (face & 1 ? -1 : 1) / length;
        out[at + ((axis + 1) % 3)] = u / length;
        out[at + ((axis + 2) % 3)] = v / length;
      }
    }
  }
  return out;
})();

/** The value of a function on the nodes in a direction, by linear interpolation; the direction may have any length. */
export function valueAt(values: Float32Array, x: number, y: number, z: number): number {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  let face: number;
  let a: number;
  let b: number;
  if (ax >= ay && ax >= az) {
    face = x < 0 ? 1 : 0;
    a = y / ax;
    b = z / ax;
  } else if (ay >= az) {
    face = y < 0 ? 3 : 2;
    a = z / ay;
    b = x / ay;
  } else {
    face = z < 0 ? 5 : 4;
    a = x / az;
    b = y / az;
  }
  const u = (Math.atan(a) / QUARTER + 1) * ((EDGE - 1) / 2);
  const v = (Math.atan(b) / QUARTER + 1) * ((EDGE - 1) / 2);
  const i = Math.min(EDGE - 2, Math.max(0, Math.floor(u)));
  const j = Math.min(EDGE - 2, Math.max(0, Math.floor(v)));
  const [p, q] = [u - i, v - j];
  const at = face * FACE + i * EDGE + j;
  const low = values[at] + q * (values[at + 1] - values[at]);
  const high = values[at + EDGE] + q * (values[at + EDGE + 1] - values[at + EDGE]);
  return low + p * (high - low);
}

/** Cells along an edge of a face, and shells of length, in which points are gathered. */
const CELLS = 10;
const SHELLS = 4;

/** Points gathered into small cells: each stands for its points by their mean. */
export interface Gathered {
  count: number;
  /** Means [cells, 3], and the number of points that each stands for. */
  means: Float32Array;
  numbers: Float32Array;
}

/** Gathers positions [count, 3] within the unit ball; where there are few, each stands for itself. */
export function gather(positions: Float32Array, count: number): Gathered {
  if (count <= 6 * CELLS * CELLS) return {count, means: positions, numbers: new Float32Array(count).fill(1)};
  const sums = new Float32Array(4 * 6 * CELLS * CELLS * SHELLS);
  for (let row = 0; row < count; row++) {
    const x = positions[3 * row];
    const y = positions[3 * row + 1];
    const z = positions[3 * row + 2];
    const at = 4 * cellOf(x, y, z);
    sums[at] += x;
    sums[at + 1] += y;
    sums[at + 2] += z;
    sums[at + 3]++;
  }
  const means: number[] = [];
  const numbers: number[] = [];
  for (let at = 0; at < sums.length; at += 4) {
    const n = sums[at + 3];
    if (n === 0) continue;
    means.push(sums[at] / n, sums[at + 1] / n, sums[at + 2] / n);
    numbers.push(n);
  }
  return {count, means: Float32Array.from(means), numbers: Float32Array.from(numbers)};
}

function cellOf(x: number, y: number, z: number): number {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const shell = Math.min(SHELLS - 1, Math.floor(SHELLS * Math.sqrt(x * x + y * y + z * z)));
  if (ax >= ay && ax >= az) return cell(x < 0 ? 1 : 0, y / (ax || 1), z / (ax || 1), shell);
  if (ay >= az) return cell(y < 0 ? 3 : 2, z / ay, x / ay, shell);
  return cell(z < 0 ? 5 : 4, x / az, y / az, shell);
}

const cell = (face: number, a: number, b: number, shell: number): number =>
  ((face * CELLS + placeOf(a)) * CELLS + placeOf(b)) * SHELLS + shell;

const placeOf = (a: number): number => Math.min(CELLS - 1, Math.floor((Math.atan(a) / QUARTER + 1) * (CELLS / 2)));
