/**
 * A few points on a sphere (or on a circle, whose third coordinate is 0) that push one another apart with the uniformity loss
 * L = log mean_{i != j} exp(-t |x_i - x_j|^2). Pure; points are [n, 3] in one array.
 */
import {T} from '../../metrics/uniformity/ofSphere.ts';
import {potentialAt} from '../evenness/potential.ts';

export type Points = Float64Array;

const cosineOf = (points: Points, i: number, j: number): number =>
  points[3 * i] * points[3 * j] + points[3 * i + 1] * points[3 * j + 1] + points[3 * i + 2] * points[3 * j + 2];

/** The uniformity loss L. */
export function lossOf(points: Points): number {
  const n = points.length / 3;
  let sum = 0;
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) sum += potentialAt(cosineOf(points, i, j));
  return Math.log(sum / ((n * (n - 1)) / 2));
}

/** The score of the game: -L, so that more is more even. */
export const scoreOf = (points: Points): number => -lossOf(points);

/**
 * The gradient of L along the sphere at every point, [n, 3]. With e_ij = exp(-t |x_i - x_j|^2) and Z their sum over all
 * ordered pairs it is dL / dx_i = (4 t / Z) sum_j e_ij x_j, without its part along x_i.
 */
export function gradientOf(points: Points): Points {
  const n = points.length / 3;
  const out = new Float64Array(points.length);
  let all = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const e = potentialAt(cosineOf(points, i, j));
      all += e;
      for (let k = 0; k < 3; k++) out[3 * i + k] += 4 * T * e * points[3 * j + k];
    }
  }
  for (let i = 0; i < n; i++) {
    let outward = 0;
    for (let k = 0; k < 3; k++) outward += out[3 * i + k] * points[3 * i + k];
    for (let k = 0; k < 3; k++) out[3 * i + k] = (out[3 * i + k] - outward * points[3 * i + k]) / all;
  }
  return out;
}

/** Below this size of the gradient nothing moves that could be seen. */
const SETTLED = 2e-5;
const FIRST_RATE = 0.5;
const MOST_HALVINGS = 30;

/** Gradient descent whose every step makes the loss smaller; steps grow while that goes well. */
export class Descent {
  points: Points;
  settled = false;
  #rate = FIRST_RATE;
  #loss: number;

  constructor(points: Points) {
    this.points = apart(points);
    this.#loss = lossOf(this.points);
  }

  /** One step, in which no point goes farther than `farthest` radians. */
  step(farthest = Number.POSITIVE_INFINITY): void {
    if (this.settled) return;
    const gradient = gradientOf(this.points);
    if (Math.hypot(...gradient) < SETTLED) {
      this.settled = true;
      return;
    }
    this.#rate = Math.min(this.#rate, farthest / longestOf(gradient));
    for (let halving = 0; halving < MOST_HALVINGS; halving++) {
      const next = moved(this.points, gradient, -this.#rate);
      const loss = lossOf(next);
      if (loss < this.#loss) {
        this.points = next;
        this.#loss = loss;
        this.#rate *= 1.4;
        return;
      }
      this.#rate /= 2;
    }
    this.settled = true;
  }

  /** All steps that are left. */
  finish(most = 5000): void {
    for (let i = 0; i < most && !this.settled; i++) this.step();
  }
}

function longestOf(vectors: Points): number {
  let most = 0;
  for (let at = 0; at < vectors.length; at += 3) {
    most = Math.max(most, Math.hypot(vectors[at], vectors[at + 1], vectors[at + 2]));
  }
  return most;
}

/** Every point moved by a multiple of a vector, and back onto the sphere. */
function moved(points: Points, by: Points, rate: number): Points {
  const out = points.map((value, i) => value + rate * by[i]);
  for (let at = 0; at < out.length; at += 3) {
    const length = Math.hypot(out[at], out[at + 1], out[at + 2]);
    for (let k = 0; k < 3; k++) out[at + k] /= length;
  }
  return out;
}

/** Radians by which points are told apart: two in one place would be pushed the same way for ever. */
const NUDGE = 0.004;

/** The points, each a little aside, in a direction of its own; those of a circle stay on it. */
function apart(points: Points): Points {
  const flat = points.every((value, i) => i % 3 !== 2 || value === 0);
  const nudges = points.map((_, i) => {
    const n = Math.floor(i / 3);
    const angle = 2.4 * n;
    const tangent = flat
      ? [-points[3 * n + 1] * Math.cos(angle), points[3 * n] * Math.cos(angle), 0]
      : [Math.cos(angle), Math.sin(angle), Math.cos(1 + 1.7 * n)];
    return NUDGE * tangent[i % 3];
  });
  return moved(points, nudges, 1);
}

// --- What the score is held against --------------------------------------------------------------------------------

/** How many points the game has. */
export const COUNT = 12;

/**
 * The best score of twelve points: on a sphere that of the icosahedron, in which each point has five others at cosine
 * 1 / sqrt(5), five at -1 / sqrt(5) and one opposite; on a circle that of equal angles.
 */
export function bestScore(flat: boolean): number {
  const cosines = flat
    ? Array.from({length: COUNT - 1}, (_, i) => Math.cos((2 * Math.PI * (i + 1)) / COUNT))
    : [...Array(5).fill(1 / Math.sqrt(5)), ...Array(5).fill(-1 / Math.sqrt(5)), -1];
  return -Math.log(cosines.reduce((sum, cosine) => sum + potentialAt(cosine), 0) / (COUNT - 1));
}

/** The points that the game begins with: a crowd on the side that faces the reader. */
export function beginning(flat: boolean): Points {
  const out = new Float64Array(3 * COUNT);
  for (let i = 0; i < COUNT; i++) {
    if (flat) {
      const angle = Math.PI / 2 + 1.3 * (i / (COUNT - 1) - 0.5);
      out.set([Math.cos(angle), Math.sin(angle), 0], 3 * i);
      continue;
    }
    // A sunflower on a cap of the sphere.
    const polar = 0.7 * Math.sqrt((i + 0.5) / COUNT);
    const round = 2.4 * i;
    out.set([Math.sin(polar) * Math.cos(round), Math.sin(polar) * Math.sin(round), Math.cos(polar)], 3 * i);
  }
  return out;
}
