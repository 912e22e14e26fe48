import {mean} from '../shared/statistics.ts';

const WEAKEST = 0.1;

/** From strengths of all training pairs, and 1 where the label is the opposite of what was chosen, [2, train]. */
export function strengthMetrics(
  data: Float32Array,
  train: number,
): Record<'strengthFindsFlips' | 'weakestFlipped', number> {
  const pairs = Array.from({length: train}, (_, i) => ({strength: data[i], flipped: data[train + i]}));
  pairs.sort((a, b) => a.strength - b.strength);
  return {
    strengthFindsFlips: found(pairs),
    weakestFlipped: mean(pairs.slice(0, Math.ceil(WEAKEST * train)).map(({flipped}) => flipped)),
  };
}

/** Area under the ROC curve: how often a flipped pair is weaker than another. From the weakest pair to the strongest. */
function found(pairs: readonly {strength: number; flipped: number}[]): number {
  const flips = pairs.filter(({flipped}) => flipped === 1).length;
  const count = flips * (pairs.length - flips);
  if (count === 0) return 0.5;
  let [weaker, won] = [0, 0];
  for (let from = 0; from < pairs.length; ) {
    let to = from;
    let alike = 0;
    // Pairs that are as strong as each other count half.
    for (; to < pairs.length && pairs[to].strength === pairs[from].strength; to++) alike += pairs[to].flipped;
    won += (to - from - alike) * (weaker + alike / 2);
    weaker += alike;
    from = to;
  }
  return won / count;
}
