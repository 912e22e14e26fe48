/** Numbers about each pair of items A and B: a list for each channel, one after another. */
export const CHANNELS = [
  'label',
  'rewardA',
  'rewardB',
  'goldA',
  'goldB',
  'likingA',
  'likingB',
  'lengthA',
  'lengthB',
  'styleA',
  'styleB',
] as const;

export type Channel = (typeof CHANNELS)[number];

/** Lists of `pairs` numbers each, by channel. */
export function channelsOf(data: Float32Array, pairs: number): Record<Channel, Float32Array> {
  return Object.fromEntries(
    CHANNELS.map((name, k) => [name, data.subarray(k * pairs, (k + 1) * pairs)]),
  ) as unknown as Record<Channel, Float32Array>;
}
