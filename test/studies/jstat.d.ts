/** The part of jstat that tests use; the library ships no types. */
declare module 'jstat' {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  export const jStat: {
    studentt: Distribution;
    beta: Distribution;
    mean(values: readonly number[]): number;
    stdev(values: readonly number[], isSample: boolean): number;
    /** Two-sided unless `sides` is 1. */
    ttest(value: number, values: readonly number[], sides?: 1 | 2): number;
    tci(value: number, alpha: number, values: readonly number[]): [number, number];
    corrcoeff(x: readonly number[], y: readonly number[]): number;
    spearmancoeff(x: readonly number[], y: readonly number[]): number;
    percentile(values: readonly number[], share: number): number;
  };
}
