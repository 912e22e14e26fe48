/** How an objective weighs negatives, at its present settings and at others, and what that looks like in a batch. */
import type {Law, Negatives as Which} from '../../objectives/contrastive/law.spec.ts';
import {formatTemperature} from '../chart/format.ts';
import type {SimilarityFrame} from '../data.ts';
import {type Negatives, type Push, profileOf, pushOf, readNegatives} from './similarities.ts';

/** The setting that makes the push local: a temperature, or the sharpness of a Gaussian potential. */
export interface Setting {
  symbol: 'τ' | 't';
  value: number;
  /** The temperature, or the equivalent one. */
  temperature: number;
}

export interface Weighing {
  /** The law of the objective with its present settings. */
  law: Law;
  /** Which points it weighs. */
  negatives: Which;
  /** Undefined where it has no such setting. */
  setting: Setting | undefined;
  /** The law if only this setting were another. */
  at(value: number): Law;
}

/**
 * The temperature at which the softmax weighs as the Gaussian potential of sharpness t does. For unit vectors
 * exp(-t |x - y|^2) = exp(-2 t (1 - s)), so tau = 1 / (2 t).
 */
const temperatureOf = (sharpness: number): number => 1 / (2 * sharpness);

export function settingOf({temperature, t}: {temperature?: unknown; t?: unknown}): Setting | undefined {
  if (typeof temperature === 'number') return {symbol: 'τ', value: temperature, temperature};
  if (typeof t === 'number') return {symbol: 't', value: t, temperature: temperatureOf(t)};
  return undefined;
}

/** τ = 0.10 */
export const settingText = ({symbol, value}: Setting): string =>
  `${symbol} = ${symbol === 'τ' ? formatTemperature(value) : String(Number(value.toPrecision(3)))}`;

const TEMPERATURES = [0.02, 0.05, 0.1, 0.3, 1];
const SHARPNESSES = [0.5, 1, 2, 5, 10];
const GHOSTS = 3;

/** Other settings to compare with, ascending: the three of a few round ones that lie farthest apart. */
export function ghostsOf({symbol, value}: Setting): number[] {
  const distance = (a: number, b: number) => Math.abs(Math.log(a / b));
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

/** The push by similarity under one law. */
export interface Profile {
  name: string;
  present: boolean;
  /** Orders the profiles: the smaller, the steeper. */
  temperature: number;
  /** The push on a negative of a similarity, relative to the strongest among the similarities of the batch. */
  relative(similarity: number): number;
  /** Its least value among them, below 0 where some are pulled. */
  lowest: number;
}

/** The name of a law's curve where it has no setting. */
const UNNAMED = 'this loss';
/** Anchors over which the curves of other settings are means: they are drawn thinly, and each costs as much as the present one. */
const FEW = 16;
/** Stretches at whose ends the strongest push is looked for. */
const PLACES = 64;

function profile(
  {rows, least, greatest}: Negatives,
  law: Law,
  named: Pick<Profile, 'name' | 'present' | 'temperature'>,
): Profile {
  const push = profileOf(named.present ? rows : rows.slice(0, FEW), law);
  const values = Array.from({length: PLACES + 1}, (_, i) => push(least + (i / PLACES) * (greatest - least)));
  const strongest = Math.max(...values.map(Math.abs)) || 1;
  return {...named, relative: (similarity) => push(similarity) / strongest, lowest: Math.min(...values) / strongest};
}

export interface Weighed {
  push: Push;
  /** The present one first. */
  profiles: readonly Profile[];
}

/** What a law does to the negatives of a batch. */
export function weigh(negatives: Negatives, {law, setting, at}: Weighing): Weighed {
  const present = {name: setting ? settingText(setting) : UNNAMED, present: true};
  const others = setting ? ghostsOf(setting) : [];
  return {
    push: pushOf(negatives, law),
    profiles: [
      profile(negatives, law, {...present, temperature: setting?.temperature ?? 0}),
      ...others.map((value) =>
        profile(negatives, at(value), {
          name: String(value),
          present: false,
          temperature: setting!.symbol === 'τ' ? value : temperatureOf(value),
        }),
      ),
    ],
  };
}

const known = new WeakMap<SimilarityFrame, {weighing: Weighing; weighed: Weighed}>();

/** The same, computed once for the present law: the sentence and the drawing both ask. */
export function readWeighed(frame: SimilarityFrame, weighing: Weighing): Weighed {
  const last = known.get(frame);
  if (last?.weighing === weighing) return last.weighed;
  const weighed = weigh(readNegatives(frame), weighing);
  known.set(frame, {weighing, weighed});
  return weighed;
}
