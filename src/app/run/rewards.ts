/** Frames of the reward lab, from the numbers that the worker sends and what it said of its world. */
import {channelsOf} from '../../metrics/shared/channels.ts';
import type {AuditFrame, CandidatesFrame, RewardFrame, WeightsFrame} from '../../panels/data.ts';
import type {Compared} from '../../worlds/points.ts';

type Known = Compared | undefined;

/** [channels, pairs]. */
export const rewardFrame = (tick: number, pairs: number, data: Float32Array, known: Known): RewardFrame => ({
  tick,
  pairs,
  unit: known?.unit ?? 1,
  counted: known?.counted ?? 'words',
  channels: channelsOf(data, pairs),
});

/** Proxy, gold and length of every answer, [3, questions * each]. */
export function candidatesFrame(tick: number, count: number, data: Float32Array, known: Known): CandidatesFrame {
  const each = known?.each || count;
  const part = (k: number) => data.subarray(k * count, (k + 1) * count);
  return {tick, questions: count / each, each, proxy: part(0), gold: part(1), length: part(2)};
}

/** Learnt ones and the annotators' own, [2, features]. */
export const weightsFrame = (tick: number, features: number, data: Float32Array, known: Known): WeightsFrame => ({
  tick,
  names: known?.features ?? [],
  learnt: data.subarray(0, features),
  taste: data.subarray(features),
  ...(known?.league && {apart: features - 1}),
});

/** Choices, and both lengths in the world's unit, [3, pairs]. */
export function auditFrame(pairs: number, data: Float32Array, known: Known): AuditFrame {
  const lengths = (k: number) =>
    data.subarray(k * pairs, (k + 1) * pairs).map((x) => Math.round(x * (known?.unit ?? 1)));
  return {
    label: data.subarray(0, pairs),
    counted: known?.counted ?? 'words',
    lengths: [lengths(1), lengths(2)],
  };
}
