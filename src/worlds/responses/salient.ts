/** Choices by the one attribute in which two answers differ most. Such choices can go in circles. */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {ATTRIBUTES} from './attributes.ts';

/** By how much the first is better in each attribute; more is better, but of what is bad. */
const gapsOf = (a: readonly number[], b: readonly number[]): number[] =>
  ATTRIBUTES.map(({weight}, k) => (weight < 0 ? b[k] - a[k] : a[k] - b[k]));

const wider = (best: number, gap: number): number => (Math.abs(gap) > Math.abs(best) ? gap : best);

/** 1 where the first is better in the one attribute in which the two differ most. */
export const salientChoice = (a: readonly number[], b: readonly number[]): number =>
  gapsOf(a, b).reduce(wider, 0) > 0 ? 1 : 0;

/** Two gaps that differ by less are taken for equal. */
const CLEAR = 1e-4;

/** Whether the first is better in the attribute in which the two differ most, and differ as much in no other. */
function clearlyBeats(a: readonly number[], b: readonly number[]): boolean {
  const gaps = gapsOf(a, b);
  const widest = gaps.reduce(wider, 0);
  return widest > 0 && gaps.filter((gap) => Math.abs(gap) > widest - CLEAR).length === 1;
}

/** Circles that are looked for among the answers to one question. */
const FROM_EACH = 8;
/** Threes of answers that are tried for that. */
const TRIES = 4000;

/**
 * Threes of answers to one question of which the first is chosen over the second, the second over the third and the third over the
 * first, by one attribute each: their places, one three after another. `features` are of the answers, `each` to every question.
 */
export function circlesAmong(features: readonly (readonly number[])[], each: number, drawing: number): number[] {
  return Array.from({length: features.length / each}, (_, question) => {
    const draws = uniforms(deriveKey(drawing, 'world/circles', question), 3 * TRIES);
    const found: number[] = [];
    for (let t = 0; t < TRIES && found.length < 3 * FROM_EACH; t++) {
      const three = Array.from(draws.subarray(3 * t, 3 * t + 3), (u) => question * each + Math.floor(each * u));
      const [a, b, c] = three.map((item) => features[item]);
      if (clearlyBeats(a, b) && clearlyBeats(b, c) && clearlyBeats(c, a)) found.push(...three);
    }
    return found;
  }).flat();
}
