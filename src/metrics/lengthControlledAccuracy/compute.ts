import exp from '@stdlib/math-base-special-exp';
import log1p from '@stdlib/math-base-special-log1p';
import {mean} from '../shared/statistics.ts';
import {differences, half, type Verdicts} from '../shared/verdicts.ts';

/** Accuracy of the reward with what length is worth to the annotators added: see `lengthCoefficient`. */
export function lengthControlledAccuracy({channels: c, margins, chosen}: Verdicts): number {
  const gap = differences(c.lengthA, c.lengthB);
  const won = (i: number) => c.label[i] > 0.5;
  const worth = lengthCoefficient(chosen.map((i) => ({reward: margins[i], gap: gap[i], won: won(i)})));
  return mean(chosen.map((i) => half((won(i) ? 1 : -1) * (margins[i] + worth * gap[i]))));
}

interface Compared {
  /** Of the first item minus that of the second. */
  reward: number;
  /** Length of the first minus that of the second. */
  gap: number;
  won: boolean;
}

const STEPS = 50;

/**
 * What length is worth to the annotators beside the reward: the c that makes the choices likeliest when the first item is
 * chosen with probability s(d + c gap), s the logistic function. Newton's method with halved steps; the loss is convex.
 * So a reward that leaves length out, and one that has learnt it, are asked the same question.
 *
 * After Dubois, Galambosi, Liang and Hashimoto, "Length-controlled AlpacaEval" (2024).
 */
export function lengthCoefficient(pairs: readonly Compared[]): number {
  const loss = (c: number) => mean(pairs.map(({reward, gap, won}) => log1p(exp(-(won ? 1 : -1) * (reward + c * gap)))));
  let c = 0;
  for (let step = 0; step < STEPS; step++) {
    let [slope, curve] = [0, 0];
    for (const {reward, gap, won} of pairs) {
      const p = 1 / (1 + exp(-(reward + c * gap)));
      slope += (p - (won ? 1 : 0)) * gap;
      curve += p * (1 - p) * gap * gap;
    }
    if (!(curve > 1e-12)) return c;
    let by = slope / curve;
    while (Math.abs(by) > 1e-9 && loss(c - by) > loss(c)) by /= 2;
    c -= by;
    if (Math.abs(by) < 1e-9) return c;
  }
  return c;
}
