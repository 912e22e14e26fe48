/** What a reward model says of unseen pairs, beside what was chosen: the ground that metrics of reward models stand on. */
import {type Channel, channelsOf} from './channels.ts';

export interface Verdicts {
  channels: Readonly<Record<Channel, Float32Array>>;
  /** Reward of A minus reward of B, of each pair. */
  margins: Float32Array;
  /** Pairs in which one item was chosen: ties are left out. */
  chosen: readonly number[];
  /** A difference A minus B of pair i, as chosen minus rejected. */
  towardsChosen(differences: ArrayLike<number>, i: number): number;
  /** 1 where a difference speaks for the chosen item of pair i, 1/2 where it is 0. */
  credit(differences: ArrayLike<number>): (i: number) => number;
}

/** `data` holds a list of `pairs` numbers for each channel. */
export function verdictsOf(data: Float32Array, pairs: number): Verdicts {
  const channels = channelsOf(data, pairs);
  const {label} = channels;
  const towardsChosen = (x: ArrayLike<number>, i: number) => (label[i] > 0.5 ? x[i] : -x[i]);
  return {
    channels,
    margins: differences(channels.rewardA, channels.rewardB),
    chosen: pairsWith(label, (y) => y !== 0.5),
    towardsChosen,
    credit: (x) => (i) => half(towardsChosen(x, i)),
  };
}

export const differences = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => x - b[i]);

export const pairsWith = (x: ArrayLike<number>, wanted: (value: number) => boolean): number[] =>
  Array.from({length: x.length}, (_, i) => i).filter((i) => wanted(x[i]));

/** 1 for what is above 0, 1/2 at 0. */
export const half = (x: number): number => (x > 0 ? 1 : x === 0 ? 0.5 : 0);
