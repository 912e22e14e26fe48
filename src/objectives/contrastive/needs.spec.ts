/** What an objective wants beside the points of a batch. */
export interface Needs {
  classes?: boolean;
  predictor?: boolean;
  /** A momentum encoder. */
  targets?: boolean;
  queue?: boolean;
}
