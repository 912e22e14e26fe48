/** Accuracy of the reward model by how much longer the chosen answer is. */
import {quantile, range} from 'd3-array';
import {shareInterval} from '../../metrics/shared/statistics.ts';
import {formatSteps} from '../chart/format.ts';
import {roundUp} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from '../shared/once.ts';
import {shareRight, type Verdict, verdictsOf} from '../shared/verdicts.ts';

export interface GapBin {
  /** Edges, in the unit of lengths. The first and the last bin also hold all pairs farther out. */
  from: number;
  to: number;
  count: number;
  accuracy: number;
  interval: readonly [number, number];
  /** Accuracy of the annotators' own taste. */
  best: number;
}

export interface Gaps {
  tick: number;
  /** The unit of lengths: tokens, words. */
  counted: string;
  bins: readonly GapBin[];
  /** Accuracy where the chosen answer is longer, or shorter; undefined without such pairs. */
  longer: number | undefined;
  shorter: number | undefined;
  hasBest: boolean;
}

/** Bins on each side of 0. */
const SIDE = 5;
/** Share of the pairs that lie within the edges. */
const WITHIN = 0.95;

export const gapsOf = once((frame: RewardFrame): Gaps => {
  const verdicts = verdictsOf(frame).filter(({length}) => length !== 0);
  const most = quantile(verdicts, WITHIN, ({length}) => Math.abs(length)) ?? SIDE;
  const step = roundUp(most / SIDE);
  const binOf = ({length}: Verdict) => Math.min(SIDE - 1, Math.max(-SIDE, Math.floor(length / step)));
  const accuracyOf = (some: readonly Verdict[]) => shareRight(some.map(({margin}) => margin));
  const sideOf = (some: readonly Verdict[]) => (some.length > 0 ? accuracyOf(some) : undefined);
  return {
    tick: frame.tick,
    counted: frame.counted,
    bins: range(-SIDE, SIDE).map((bin) => {
      const some = verdicts.filter((verdict) => binOf(verdict) === bin);
      const accuracy = accuracyOf(some);
      return {
        from: bin * step,
        to: (bin + 1) * step,
        count: some.length,
        accuracy,
        interval: shareInterval(accuracy, some.length),
        best: shareRight(some.map(({liking}) => liking)),
      };
    }),
    longer: sideOf(verdicts.filter(({length}) => length > 0)),
    shorter: sideOf(verdicts.filter(({length}) => length < 0)),
    hasBest: verdicts.some(({liking}) => liking !== 0),
  };
});

/** Completes "the chosen answer is ...": 10 to 20 tokens longer. */
export function gapText({from, to}: Pick<GapBin, 'from' | 'to'>, counted: string, outermost: boolean): string {
  const [near, far] = [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))];
  const how = from < 0 ? 'shorter' : 'longer';
  return outermost
    ? `${formatSteps(near)} ${counted} ${how} or more`
    : `${formatSteps(near)} to ${formatSteps(far)} ${counted} ${how}`;
}

export const isOutermost = (bin: number, bins: readonly GapBin[]): boolean => bin === 0 || bin === bins.length - 1;
