/** Laws: how strongly an objective pushes each point of a batch away from a given one. */

/** The cosines of one view with its positive and with each of its negatives. */
export interface Row {
  positive: number;
  negatives: ArrayLike<number>;
}

/**
 * What is needed to compute every push and pull on a point exactly.
 *
 * - softmax: InfoNCE. Every view that asks must find its positive among its candidates by a softmax.
 * - gaussian: alignment pulls, and uniformity pushes by a Gaussian potential.
 */
export type ForceLaw =
  | {kind: 'softmax'; temperature: number; form: 'one-directional' | 'symmetric' | 'ntXent'}
  | {kind: 'gaussian'; t: number; alpha: number; alignmentWeight: number; uniformityWeight: number};

/**
 * Which points can be negatives of a view: the other views of other items (`facing`: a first view meets second views), all
 * views of other items (`all`), all views of other classes (`otherClasses`), views of its own side (`beside`), or a queue
 * of earlier points (`queue`).
 */
export type Negatives = 'facing' | 'all' | 'otherClasses' | 'beside' | 'queue';

/** How an objective with given settings weighs the negatives of a view. */
export interface Law {
  /** Whether only first views have negatives. */
  firstOnly?: true;
  /** A sentence for readers where more than a softmax decides about the push. */
  note?: string;
  /**
   * The slope of a view's part of the loss with respect to the cosine of one of its negatives, as a function of this
   * cosine, up to a positive factor that all negatives of the view share. Above 0 the negative is pushed away, below 0 it
   * is pulled.
   */
  pushes(row: Row): (cosine: number) => number;
  /** For drawing every force on a point; absent where nobody has worked that out. */
  forces?: ForceLaw;
}

/** The share of each negative in all that a law does to the negatives of a view: the sizes add up to 1, or all are 0. */
export function sharesOf(law: Law, row: Row): Float64Array {
  const push = law.pushes(row);
  const shares = new Float64Array(row.negatives.length);
  let total = 0;
  for (let j = 0; j < shares.length; j++) {
    shares[j] = push(row.negatives[j]);
    total += Math.abs(shares[j]);
  }
  for (let j = 0; total > 0 && j < shares.length; j++) shares[j] /= total;
  return shares;
}

/** exp(s / temperature) for a cosine s, divided by that of the largest one. */
export function softmaxPushes(temperature: number): Law['pushes'] {
  return ({negatives}) => {
    const most = highest(negatives);
    return (s) => Math.exp((s - most) / temperature);
  };
}

export function highest(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}
