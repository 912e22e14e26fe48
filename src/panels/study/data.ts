/** What the pictures of a study are drawn from: arms, measures, and what was measured, on file and now. */
import type {Values} from '../../studies/kit/clauses.ts';
import type {Figure} from '../../studies/kit/study.ts';

export type Tone = 'method' | 'baseline' | 'ablation' | 'reference';

export interface PicturedArm {
  name: string;
  label: string;
  tone: Tone;
  x?: number;
  series?: string;
}

export interface PicturedMeasure {
  label: string;
  symbol?: string;
  better?: 'lower' | 'higher';
  range?: readonly [number, number];
}

/** Values of every arm and measure by seed, with the seeds in order. An arm that is not through yet has fewer. */
export interface Measured {
  seeds: readonly number[];
  values: Values;
}

export interface StudyPicture {
  figure: Figure;
  arms: readonly PicturedArm[];
  measures: Readonly<Record<string, PicturedMeasure>>;
  /** What is on file. */
  file?: Measured;
  /** What is measured in the page. */
  live?: Measured;
}

export const NO_VALUES: readonly number[] = [];

export const valuesOf = (measured: Measured | undefined, arm: string, measure: string): readonly number[] =>
  measured?.values[arm]?.[measure] ?? NO_VALUES;

/** A measure as axes name it: "Uniformity", or "Temperature τ". */
export const titleOf = ({measures}: StudyPicture, name: string): string => {
  const {label = name, symbol} = measures[name] ?? {};
  return symbol ? `${label} ${symbol}` : label;
};
