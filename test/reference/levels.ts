/** Levels of rewards from their definition. */

/**
 * The level of each reward: how many k of 1 ... K - 1 have more than k / K of the rewards no higher than it. `down` lets equal
 * rewards share the lowest of their levels instead, which is wrong.
 */
export const levelsRight = (rewards: readonly number[], levels: number, ties: 'up' | 'down' = 'up'): number[] =>
  rewards.map((reward) => {
    const below = rewards.filter((other) => (ties === 'up' ? other <= reward : other < reward)).length;
    const passed = (k: number) =>
      ties === 'up' ? below > (k * rewards.length) / levels : below >= (k * rewards.length) / levels;
    return Array.from({length: levels - 1}, (_, k) => k + 1).filter(passed).length;
  });
