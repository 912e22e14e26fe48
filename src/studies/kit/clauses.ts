/** The clauses of a claim, as a study registers them. */

/** What every clause has. `A` are names of arms, `M` of measures. */
interface Common {
  /** The clause in a sentence that is true or false. */
  text: string;
}

/**
 * One number for each seed: a measure of the first arm minus that of the second, or a weighted sum of arms
 * (`{a: 1, b: -1, c: -1, d: 1}`: by how much the gain from b to a is larger than that from d to c).
 */
interface Compared<A extends string, M extends string> extends Common {
  measure: M;
  arms: readonly [A, A] | Readonly<Partial<Record<A, number>>>;
  margin: number;
}

export type Clause<A extends string = string, M extends string = string> =
  /** effect > margin: one-sided paired t over seeds. */
  | (Compared<A, M> & {kind: 'greater'})
  /** effect > -margin: one-sided paired t over seeds. */
  | (Compared<A, M> & {kind: 'noninferior'})
  /** -margin < effect < margin: two one-sided paired t over seeds. */
  | (Compared<A, M> & {kind: 'equivalent'})
  /**
   * The correlation of two measures over at least five arms within each seed; Fisher's z of it, one-sided t over seeds.
   * Claimed is r > margin for `positive`, r < -margin for `negative`. The largest |r| that counts with n arms is
   * 1 - 6 / (n^3 - n) for Spearman's (0.95 for five) and 0.9999 for Pearson's.
   */
  | (Common & {
      kind: 'correlation';
      of: readonly [M, M];
      by: 'pearson' | 'spearman';
      arms: readonly A[];
      sign: 'positive' | 'negative';
      margin: number;
    })
  /** A bound that the measure must keep with every seed: for identities, and for curves without training. */
  | (Common & {kind: 'exact'; measure: M; arm: A; atLeast?: number; atMost?: number})
  /**
   * Members are the unit, as in a zoo of models: r(of[0], with) - r(of[1], with) over arms, each seed on its own and then
   * the mean, with a bootstrap over arms. Claimed is a difference > margin.
   */
  | (Common & {
      kind: 'members';
      of: readonly [M, M];
      with: M;
      by: 'pearson' | 'spearman';
      arms: readonly A[];
      margin: number;
    });

export type Verdict = 'shows' | 'does not show' | 'unclear';

/** What was measured of a clause. */
export interface ClauseResult {
  text: string;
  kind: Clause['kind'];
  /** Null for exact clauses, which have bounds instead. */
  margin: number | null;
  /** The mean over seeds; for a correlation the inverse of the mean of Fisher's z. */
  effect: number;
  /** The interval of 95 %, not adjusted for the number of clauses; null for bounds, with one seed, and where nothing varies. */
  ci95: readonly [number, number] | null;
  /** One-sided, not adjusted; null where nothing is tested. */
  p: number | null;
  /** After Holm's correction over the study's clauses. */
  adjusted: number | null;
  /** The effect with each seed. */
  values: readonly number[];
  verdict: Verdict;
  /** What must be said beside the verdict, as that nothing varied. */
  note?: string;
}

export interface ClaimResult {
  clauses: ClauseResult[];
  verdict: Verdict;
}

/** Values of each measure for each arm, by seed in order: `values[arm][measure][i]`. */
export type Values = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
