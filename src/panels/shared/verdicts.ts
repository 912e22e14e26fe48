/** The pairs of a frame of which one answer was chosen. */
import {mean} from '../../metrics/shared/statistics.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './once.ts';

export interface Verdict {
  pair: number;
  /** Of the chosen answer minus the rejected one, as all of these; length as it is counted. */
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

/** Share of differences that are above 0; those that are 0 count half. */
export const shareRight = (differences: readonly number[]): number =>
  mean(differences.map((x) => (x > 0 ? 1 : x === 0 ? 0.5 : 0)));
