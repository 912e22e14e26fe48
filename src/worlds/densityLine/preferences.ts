/** A line of points, and annotators who choose between two of them by densities of their own. */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, uniforms} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Points} from '../points.ts';
import type {Densities, Feature, PreferenceContext, PreferenceWorld, Reasons} from '../preferenceWorld.ts';
import {dataSlot} from '../world.ts';
import type {densityLine} from './index.spec.ts';

export type DensityLineSpec = PartValue<typeof densityLine>;

export const POINTS = 64;
/** Where the line ends on either side, in standard deviations of a bump. */
const END = 8;
/** Share of each density that is even over the line. */
const EVEN = 0.01;
/** Unseen pairs for each training pair. */
const UNSEEN = 1 / 5;

const SHARE_OF_EACH = 1 / POINTS;

/** The place of point i on the line. */
const place = (i: number): number => END * ((2 * i) / (POINTS - 1) - 1);

/**
 * p_k(x) = 0.99 exp(-(x - c_k)^2 / 2) / sum_y exp(-(y - c_k)^2 / 2) + 0.01 / 64, with centres c_k `gap` apart around 0.
 */
export const densitiesOf = ({annotators, gap}: Pick<DensityLineSpec, 'annotators' | 'gap'>): Float64Array[] =>
  Array.from({length: annotators}, (_, k) => {
    const centre = gap * (k - (annotators - 1) / 2);
    const bump = Array.from({length: POINTS}, (_, i) => exp(-((place(i) - centre) ** 2) / 2));
    const total = bump.reduce((sum, value) => sum + value, 0);
    return Float64Array.from(bump, (value) => (1 - EVEN) * (value / total) + EVEN * SHARE_OF_EACH);
  });

export const openDensityLine = (spec: DensityLineSpec): PreferenceWorld => new DensityLineWorld(spec);

/**
 * Item k * 64 + i is point i, judged by annotator k; where annotators are not told apart it is item i whoever judges. Items
 * are one-hot, so that a linear reward is a number for each.
 */
class DensityLineWorld implements PreferenceWorld {
  readonly features: readonly Feature[];
  readonly featureTable = 'world/features';
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly densities: Densities;
  readonly about: string[];
  /** Of each pair: how much more is to be said for the first point, and what chance adds. */
  readonly #felt: readonly (readonly [gap: number, chance: number])[];

  constructor(spec: DensityLineSpec) {
    const {annotators, told, source, exponent, assumed, pairs, drawing} = spec;
    this.train = pairs;
    this.unseen = Math.round(pairs * UNSEEN);
    const all = this.train + this.unseen;
    const densities = densitiesOf(spec);
    const blocks = told === 'yes' ? annotators : 1;
    const count = blocks * POINTS;
    this.densities = {
      points: POINTS,
      annotators: densities,
      assumed: source === 'samples' ? 1 : assumed,
      items: 'world/all',
    };
    const draws = uniforms(deriveKey(drawing, 'world/pairs'), 4 * all);
    const drawn = Array.from({length: all}, (_, pair) => {
      const [a, b, who, chance] = draws.subarray(4 * pair, 4 * pair + 4);
      const annotator = Math.floor(annotators * who);
      const density = densities[annotator];
      const even = (u: number) => Math.floor(POINTS * u);
      const first = even(a);
      // A different point, each as likely as the others.
      const other = (first + 1 + Math.floor((POINTS - 1) * b)) % POINTS;
      // The midpoint of the cell that a number stands for: never 0 or 1.
      const middle = chance + 2 ** -25;
      if (source === 'choices') {
        const gap = exponent * (ln(density[first]) - ln(density[other]));
        return {annotator, items: [first, other], felt: [gap, ln(middle / (1 - middle))] as const};
      }
      // The sample stands first as often as second.
      const [sample, noise] = [drawnFrom(density, a), even(b)];
      const isFirst = chance < 0.5;
      const felt = [isFirst ? 1 : -1, 0] as const;
      return {annotator, items: isFirst ? [sample, noise] : [noise, sample], felt};
    });
    const itemOf = (annotator: number, point: number) => (blocks === 1 ? 0 : annotator * POINTS) + point;
    this.#felt = drawn.map(({felt}) => felt);
    const nameOf = (item: number) =>
      `${blocks === 1 ? '' : `annotator ${Math.floor(item / POINTS) + 1}, `}at ${place(item % POINTS).toFixed(1)}`;
    this.features = Array.from({length: count}, (_, item) => ({name: nameOf(item), label: nameOf(item)}));
    const groups = Array.from({length: blocks}, (_, k) => (blocks === 1 ? 'all' : `annotator ${k + 1}`));
    this.points = {
      kind: 'things',
      groups,
      groupOf: Array.from({length: count}, (_, item) => Math.floor(item / POINTS)),
      names: this.features.map(({label}) => label),
    };
    this.about = drawn.slice(this.train).map(({annotator}) => `Annotator ${annotator + 1} has chosen.`);
    this.slots = {
      'world/features': dataSlot(
        [count, count],
        Float32Array.from({length: count * count}, (_, i) => Number(i % (count + 1) === 0)),
      ),
      'world/pairs': dataSlot(
        [all, 2],
        Int32Array.from(drawn.flatMap(({annotator, items}) => items.map((point) => itemOf(annotator, point)))),
      ),
      'world/choices': dataSlot(
        [all, 1],
        Float32Array.from(this.#felt, ([gap, chance]) => Number(gap + chance > 0)),
      ),
      'world/all': dataSlot(
        [count],
        Int32Array.from({length: count}, (_, item) => item),
      ),
    };
  }

  reasons(pair: number): Reasons {
    const [gap, chance] = this.#felt[pair];
    const sign = gap + chance > 0 ? 1 : -1;
    return {
      towards: sign > 0 ? 'A' : 'B',
      parts: [
        {label: 'the annotator’s density', amount: sign * gap},
        ...(chance === 0 ? [] : [{label: 'chance', amount: sign * chance}]),
      ],
    };
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    return tf.squeeze(gatherRows(context.get('world/choices'), pairs), [2]);
  }
}

/** The point at which the sum of the density reaches u. */
function drawnFrom(density: Float64Array, u: number): number {
  let sum = 0;
  const point = density.findIndex((value) => {
    sum += value;
    return u < sum;
  });
  return point < 0 ? density.length - 1 : point;
}
