/** The gain of choosing the best of n answers by the reward. */
import {type BestOf, bestOfCurve} from '../../metrics/bestOfN/compute.ts';
import type {Domain} from '../chart/scale.ts';
import type {CandidatesFrame} from '../data.ts';
import {once} from '../shared/once.ts';

export const curveOf = once(({proxy, gold, length, questions, each}: CandidatesFrame): BestOf[] =>
  bestOfCurve(Float32Array.from([...proxy, ...gold, ...length]), {questions, each}),
);

export interface Turn {
  /** The index at which the true gain is highest. */
  index: number;
  kind: 'rises' | 'stays' | 'falls';
}

/** A smaller loss, in standard deviations, is not called a fall. */
const NOTICED = 0.05;

/** The number of answers with the highest true gain, and whether the gain falls beyond it. */
export function turnOf(curve: readonly BestOf[]): Turn {
  const index = curve.reduce((best, {gold}, i) => (gold > curve[best].gold ? i : best), 0);
  const last = curve.length - 1;
  if (index === last) return {index, kind: 'rises'};
  return {index, kind: curve[index].gold - curve[last].gold > NOTICED ? 'falls' : 'stays'};
}

export function sentenceOf(curve: readonly BestOf[]): string {
  const {index, kind} = turnOf(curve);
  const {n} = curve[index];
  if (n === 1)
    return kind === 'falls' ? 'Choosing by this reward makes answers worse.' : 'Choosing by this reward gains nothing.';
  if (kind === 'rises') return `Answers get better up to n = ${n}, the most there are.`;
  return `Answers are best at n = ${n}; more choosing ${kind === 'falls' ? 'makes them worse' : 'gains nothing'}.`;
}

/** The range that the vertical axis must hold. */
export const neededGain = (curve: readonly BestOf[]): Domain => {
  const all = curve.flatMap(({proxy, gold}) => [proxy, gold]);
  return [Math.min(0, 1.1 * Math.min(...all)), Math.max(0.5, 1.1 * Math.max(...all))];
};
