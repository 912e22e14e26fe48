/** What the page needs to know of a metric. The work itself is in the file of the metric's name. */
export interface Metric {
  name: string;
  label: string;
  symbol?: string;
  help: string;
  /** Which way is better, where there is one. */
  better?: 'lower' | 'higher';
  /** Values it can take, for axes that should not jump. */
  range?: readonly [number, number];
  /** Drawn with another metric as its reference: a baseline that does not train. */
  reference?: boolean;
}
