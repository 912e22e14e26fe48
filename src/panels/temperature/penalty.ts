/** The push on a negative by its similarity. */
import {formatTemperature} from '../chart/format.ts';

/**
 * The push on a negative of similarity s relative to one of similarity `reference`, at temperature tau:
 *
 *     exp(s / tau) / exp(reference / tau)
 *
 * Wang and Liu (2021): the gradient on a negative is proportional to exp(s / tau).
 */
export const relativePenalty = (similarity: number, temperature: number, reference: number): number =>
  Math.exp((similarity - reference) / temperature);

/**
 * The temperature at which the softmax weighs as the Gaussian potential of sharpness t does. For unit vectors
 * exp(-t |x - y|^2) = exp(-2 t (1 - s)), so tau = 1 / (2 t).
 */
export const temperatureOf = (sharpness: number): number => 1 / (2 * sharpness);

/** The setting that makes the push local: a temperature, or the sharpness of a Gaussian potential. */
export interface Setting {
  symbol: 'τ' | 't';
  value: number;
  /** The temperature, or the equivalent one. */
  temperature: number;
}

export function settingOf(temperature: number | undefined, sharpness: number | undefined): Setting | undefined {
  if (temperature !== undefined) return {symbol: 'τ', value: temperature, temperature};
  if (sharpness !== undefined) return {symbol: 't', value: sharpness, temperature: temperatureOf(sharpness)};
  return undefined;
}

/** τ = 0.10 */
export const settingText = ({symbol, value}: Setting): string =>
  `${symbol} = ${symbol === 'τ' ? formatTemperature(value) : String(Number(value.toPrecision(3)))}`;

const TEMPERATURES = [0.02, 0.05, 0.1, 0.3, 1];
const SHARPNESSES = [0.5, 1, 2, 5, 10];
const GHOSTS = 3;
/** Below this ratio of settings, two curves would lie on each other. */
const APART = 1.15;

/** Other settings to compare with, ascending: those given, or the three of a few round ones that lie farthest apart. */
export function ghostsOf({symbol, value}: Setting, given?: readonly number[]): number[] {
  const distance = (a: number, b: number) => Math.abs(Math.log(a / b));
  if (given) return given.filter((other) => distance(other, value) > Math.log(APART)).sort((a, b) => a - b);
  const closest = (some: readonly number[]) => {
    const all = [...some, value].sort((a, b) => a - b);
    const gaps = all.slice(1).map((b, i) => distance(all[i], b));
    return gaps.sort((a, b) => a - b);
  };
  const farther = (a: readonly number[], b: readonly number[]) => {
    const [gapsA, gapsB] = [closest(a), closest(b)];
    const i = gapsA.findIndex((gap, k) => Math.abs(gap - gapsB[k]) > 1e-9);
    return i >= 0 && gapsA[i] > gapsB[i];
  };
  const choices = subsets(symbol === 'τ' ? TEMPERATURES : SHARPNESSES, GHOSTS);
  return [...choices.reduce((best, next) => (farther(next, best) ? next : best))];
}

/** All ways to take `size` of the values, in their order. */
function subsets(values: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return values.flatMap((value, i) => subsets(values.slice(i + 1), size - 1).map((rest) => [value, ...rest]));
}
