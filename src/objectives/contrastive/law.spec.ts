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

/** How an objective with given settings weighs the negatives of a view. */
export interface Law {
  /**
   * Which points can be negatives of a view: the other views of other items (`facing`: a first view meets second views),
   * all views of other items (`all`), views of its own side (`beside`), or a queue of earlier points (`queue`).
   */
  negatives: 'facing' | 'all' | 'beside' | 'queue';
  /** Whether only first views have negatives. */
  firstOnly?: true;
  /**
   * The slope of the view's part of the loss with respect to the cosine of each negative, up to a positive factor that
   * all negatives of the view share. Above 0 the negative is pushed away, below 0 it is pulled.
   */
  pushes(row: Row): Float64Array;
  /** For drawing every force on a point; absent where nobody has worked that out. */
  forces?: ForceLaw;
}

/** The share of each negative in all that a law does to the negatives of a view: the sizes add up to 1, or all are 0. */
export function sharesOf(law: Law, row: Row): Float64Array {
  const pushes = law.pushes(row);
  const total = pushes.reduce((sum, push) => sum + Math.abs(push), 0);
  return total > 0 ? pushes.map((push) => push / total) : pushes;
}

/** exp(s_j / temperature) for each cosine s_j, divided by the largest of them. */
export function softmaxPushes(temperature: number): (row: Row) => Float64Array {
  return ({negatives}) => {
    const most = highest(negatives);
    return Float64Array.from(negatives, (s) => Math.exp((s - most) / temperature));
  };
}

export const highest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
