/** The pairs of a frame in which one answer was chosen, without ties. */
import {mean} from '../../metrics/shared/statistics.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './once.ts';

export interface Verdict {
  pair: number;
  /** Each number is that of the chosen answer minus the rejected one. `margin` is the difference of rewards. */
  margin: number;
  length: number;
  liking: number;
}

export const verdictsOf = once(({pairs, unit, channels: c}: RewardFrame): Verdict[] =>
  Array.from({length: pairs}, (_, pair) => pair)
    .filter((pair) => c.label[pair] !== 0.5)
    .map((pair) => {
      const sign = c.label[pair] > 0.5 ? 1 : -1;
      return {
        pair,
        margin: sign * (c.rewardA[pair] - c.rewardB[pair]),
        length: sign * unit * (c.lengthA[pair] - c.lengthB[pair]),
        liking: sign * (c.likingA[pair] - c.likingB[pair]),
      };
    }),
);

/** The share of differences above 0; a difference of 0 counts half. */
export const shareRight = (differences: readonly number[]): number =>
  mean(differences.map((x) => (x > 0 ? 1 : x === 0 ? 0.5 : 0)));
