/** The weights that the loss gives to the other views of a batch, for one view. */
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import type {BatchFrame} from '../data.ts';

export interface Other {
  view: number;
  /** Cosine with the anchor. */
  similarity: number;
  /** Its share of the weight, 0 to 1. */
  share: number;
}

type Vector = Float64Array;

export interface Forces {
  law: ForceLaw;
  positive: Other;
  /** Strongest first. */
  negatives: readonly Other[];
  /** Pushes and pulls along the sphere at the anchor, each [dimension], in the units of the frame's pushes. */
  pull: Vector;
  push: Vector;
  /** The force of other anchors that have this view among their candidates; only a softmax has it. */
  asked?: Vector;
  /** The sum of all forces: minus the gradient of the loss. */
  total: Vector;
}

/** The number of views that can be an anchor: in a one-directional loss, only the first views. */
export const anchorsOf = ({pairs}: BatchFrame, law: ForceLaw | undefined): number =>
  law?.kind === 'softmax' && law.form === 'one-directional' ? pairs : 2 * pairs;

export const partnerOf = ({pairs}: BatchFrame, view: number): number => (view + pairs) % (2 * pairs);

export function forcesOn(frame: BatchFrame, law: ForceLaw, anchor: number): Forces {
  return law.kind === 'softmax' ? softmaxForces(frame, law, anchor) : gaussianForces(frame, law, anchor);
}

// --- Softmax -------------------------------------------------------------------------------------------------------

type Softmax = Extract<ForceLaw, {kind: 'softmax'}>;

/** The candidates [from, to) of an anchor; the anchor itself does not count. */
function candidatesOf({pairs}: BatchFrame, {form}: Softmax, asking: number): [from: number, to: number] {
  if (form === 'ntXent') return [0, 2 * pairs];
  return asking < pairs ? [pairs, 2 * pairs] : [0, pairs];
}

/**
 * With p_ij = exp(s_ij / tau) / sum_k exp(s_ik / tau) over the candidates of i, the loss of view i is -log p_ip for its
 * positive p, and minus its gradient with respect to x_i
 *
 *     ( (1 - p_ip) x_p - sum_{j != p} p_ij x_j ) / tau
 *
 * Only its component along the sphere moves the point. Anchors k that have i among their candidates add -p_ki x_k / tau,
 * and the positive adds (1 - p_pi) x_p / tau. The sum is divided by the number of anchors.
 */
function softmaxForces(frame: BatchFrame, law: Softmax, anchor: number): Forces {
  const {pairs, dimension} = frame;
  const {temperature} = law;
  const asking = law.form === 'one-directional' ? pairs : 2 * pairs;
  const partner = partnerOf(frame, anchor);
  const sums = logSums(frame, law);
  const share = (from: number, to: number) => Math.exp(cosine(frame, from, to) / temperature - sums[from]);
  const [pull, push, asked] = [0, 1, 2].map(() => new Float64Array(dimension));
  const scale = 1 / (temperature * asking);
  const negatives: Other[] = [];
  let positive: Other = {view: partner, similarity: cosine(frame, anchor, partner), share: Number.NaN};
  if (anchor < asking) {
    const [from, to] = candidatesOf(frame, law, anchor);
    for (let view = from; view < to; view++) {
      if (!counts(frame, anchor, view)) continue;
      const other = {view, similarity: cosine(frame, anchor, view), share: share(anchor, view)};
      if (view === partner) positive = other;
      else {
        negatives.push(other);
        add(push, frame, view, -other.share * scale);
      }
    }
    add(pull, frame, partner, (1 - positive.share) * scale);
  }
  for (let view = 0; view < asking; view++) {
    const [from, to] = candidatesOf(frame, law, view);
    if (anchor < from || anchor >= to || !counts(frame, view, anchor)) continue;
    add(asked, frame, view, (Number(view === partner) - share(view, anchor)) * scale);
  }
  negatives.sort((a, b) => b.share - a.share);
  const along = [pull, push, asked].map((force) => alongSphere(frame, anchor, force));
  return {law, positive, negatives, pull: along[0], push: along[1], asked: along[2], total: sumOf(along)};
}

/** Whether `other` is a candidate of the anchor. */
function counts(frame: BatchFrame, asking: number, other: number): boolean {
  if (other === asking) return false;
  return other === partnerOf(frame, asking) || frame.labels[other] !== frame.labels[asking];
}

let last: {frame: BatchFrame; law: Softmax; sums: Float64Array} | undefined;

/** log sum_k exp(s_ik / tau) for every anchor i; remembered for the last frame and law. */
function logSums(frame: BatchFrame, law: Softmax): Float64Array {
  if (last?.frame === frame && last.law.temperature === law.temperature && last.law.form === law.form) return last.sums;
  const asking = law.form === 'one-directional' ? frame.pairs : 2 * frame.pairs;
  const sums = new Float64Array(asking);
  const exponents = new Float64Array(2 * frame.pairs);
  for (let view = 0; view < asking; view++) {
    const [from, to] = candidatesOf(frame, law, view);
    let [count, most] = [0, Number.NEGATIVE_INFINITY];
    for (let other = from; other < to; other++) {
      if (!counts(frame, view, other)) continue;
      const exponent = cosine(frame, view, other) / law.temperature;
      exponents[count++] = exponent;
      if (exponent > most) most = exponent;
    }
    let total = 0;
    for (let i = 0; i < count; i++) total += Math.exp(exponents[i] - most);
    sums[view] = most + Math.log(total);
  }
  last = {frame, law, sums};
  return sums;
}

// --- Alignment and uniformity --------------------------------------------------------------------------------------

type Gaussian = Extract<ForceLaw, {kind: 'gaussian'}>;

/**
 * Alignment w_a mean_i d_i^alpha, d_i the distance of a pair, pulls with w_a alpha d^(alpha - 2) (b - a) / N. Uniformity
 * w_u (U(a) + U(b)) / 2, with e_ij = exp(-t |x_i - x_j|^2) and Z its sum over all ordered pairs of one set of views,
 * pushes with -2 w_u t e_ij (x_j - x_i) / Z. The share of j is e_ij / sum_k e_ik.
 */
function gaussianForces(frame: BatchFrame, law: Gaussian, anchor: number): Forces {
  const {pairs, dimension} = frame;
  const {t, alpha, alignmentWeight, uniformityWeight} = law;
  const partner = partnerOf(frame, anchor);
  const similarity = cosine(frame, anchor, partner);
  const [pull, push] = [new Float64Array(dimension), new Float64Array(dimension)];
  const distance = Math.sqrt(Math.max(0, 2 - 2 * similarity));
  if (distance > 1e-6) add(pull, frame, partner, (alignmentWeight * alpha * distance ** (alpha - 2)) / pairs);
  const first = anchor < pairs ? 0 : pairs;
  const potential = (a: number, b: number) => Math.exp(-2 * t * (1 - cosine(frame, a, b)));
  const together = (a: number, b: number) => a !== b && frame.labels[a] !== frame.labels[b];
  let all = 0;
  for (let a = first; a < first + pairs; a++) {
    for (let b = first; b < a; b++) if (together(a, b)) all += 2 * potential(a, b);
  }
  const negatives: Other[] = [];
  let mine = 0;
  for (let view = first; view < first + pairs; view++) {
    if (!together(anchor, view)) continue;
    const e = potential(anchor, view);
    mine += e;
    negatives.push({view, similarity: cosine(frame, anchor, view), share: e});
    add(push, frame, view, (-2 * uniformityWeight * t * e) / all);
  }
  for (const other of negatives) other.share /= mine;
  negatives.sort((a, b) => b.share - a.share);
  const along = [pull, push].map((force) => alongSphere(frame, anchor, force));
  const positive = {view: partner, similarity, share: 1};
  return {law, positive, negatives, pull: along[0], push: along[1], total: sumOf(along)};
}

// --- Vectors of a frame --------------------------------------------------------------------------------------------

function cosine({dimension, points}: BatchFrame, a: number, b: number): number {
  let sum = 0;
  for (let d = 0, i = a * dimension, j = b * dimension; d < dimension; d++) sum += points[i + d] * points[j + d];
  return sum;
}

function add(to: Vector, {dimension, points}: BatchFrame, view: number, weight: number): void {
  for (let d = 0; d < dimension; d++) to[d] += weight * points[view * dimension + d];
}

/** The component of a force along the sphere at a view. */
function alongSphere({dimension, points}: BatchFrame, view: number, force: Vector): Vector {
  const at = points.subarray(view * dimension, (view + 1) * dimension);
  const outward = force.reduce((sum, x, d) => sum + x * at[d], 0);
  return force.map((x, d) => x - outward * at[d]);
}

const sumOf = (vectors: readonly Vector[]): Vector =>
  vectors[0].map((_, d) => vectors.reduce((sum, vector) => sum + vector[d], 0));
