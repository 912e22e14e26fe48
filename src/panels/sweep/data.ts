/** What a sweep has measured by now: one or two settings, some seeds, and the newest metrics of every run. */
export interface SweepAxis {
  label: string;
  symbol?: string | undefined;
  log: boolean;
  values: readonly number[];
}

export interface SweepMetric {
  name: string;
  label: string;
  better?: 'lower' | 'higher';
}

export interface SweepFrame {
  /** Steps that all runs have made, and steps in all. */
  tick: number;
  steps: number;
  /** One or two. */
  axes: readonly SweepAxis[];
  seeds: readonly number[];
  /** All metrics that were measured. */
  names: readonly string[];
  /** The newest value of a metric in run `(i n + j) s + k`: i-th value of the first axis, j-th of the second, k-th seed. */
  value(name: string, run: number): number | undefined;
}

/** How many combinations of values there are: spots of the curve or cells of the map. */
export const spotsIn = ({axes}: Pick<SweepFrame, 'axes'>): number =>
  axes.reduce((product, {values}) => product * values.length, 1);

/** The value of each axis at a spot. */
export function valuesAt({axes}: Pick<SweepFrame, 'axes'>, spot: number): number[] {
  const [first, second] = axes;
  if (!second) return [first.values[spot]];
  const columns = second.values.length;
  return [first.values[Math.floor(spot / columns)], second.values[spot % columns]];
}
