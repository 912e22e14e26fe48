/** Frames of rewards for tests. */
import {CHANNELS, type Channel} from '../../../src/metrics/shared/channels.ts';
import type {RewardFrame} from '../../../src/panels/data.ts';

interface Known {
  reward: number;
  length?: number;
  gold?: number;
  liking?: number;
  style?: number;
}

export interface Compared {
  label: number;
  a: Known;
  b: Known;
}

export function rewardFrame(pairs: readonly Compared[]): RewardFrame {
  const of = (channel: Channel) =>
    Float32Array.from(pairs, ({label, a, b}) => {
      if (channel === 'label') return label;
      return (channel.endsWith('A') ? a : b)[channel.slice(0, -1) as keyof Known] ?? 0;
    });
  const channels = Object.fromEntries(CHANNELS.map((channel) => [channel, of(channel)])) as Record<
    Channel,
    Float32Array
  >;
  return {tick: 5, pairs: pairs.length, unit: 20, counted: 'tokens', channels};
}

/** Numbers in (-1, 1) without a pattern. */
export const drawn = (count: number, seed: number): number[] =>
  Array.from({length: count}, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed + 0.37 * i * i));

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
