/** Settings and law of objectives that keep only some of the negatives of each anchor. */
import {choice, number} from '../../spec/index.ts';
import {type Law, softmaxPushes} from './law.spec.ts';

export const keptField = number({
  label: 'Kept negatives',
  symbol: 'q',
  help: 'The share of each anchor’s negatives that stay in the loss. At 1 all of them stay.',
  default: 0.25,
  range: [0.01, 1],
  step: 0.01,
  acts: 'next step',
  main: true,
});

export const sideField = choice({
  label: 'Which are kept',
  help: 'Chosen anew at each step by their similarity to the anchor.',
  default: 'hardest',
  options: {
    hardest: {label: 'hardest', help: 'The most similar ones.'},
    easiest: {label: 'easiest', help: 'The least similar ones.'},
  },
});

interface Settings {
  temperature: number;
  kept: number;
  side: 'hardest' | 'easiest';
}

/** A softmax over the negatives that are kept: max(1, ceil(q M)) of M. */
export function keptLaw({temperature, kept, side}: Settings): Law {
  const all = softmaxPushes(temperature);
  const sign = side === 'hardest' ? -1 : 1;
  return {
    note: kept < 1 ? `Only the ${side} ${Math.round(100 * kept)} % are pushed.` : undefined,
    pushes(row) {
      const push = all(row);
      const order = Float64Array.from(row.negatives, (s) => sign * s).sort();
      const last = order[Math.max(1, Math.ceil(kept * order.length - 1e-4)) - 1];
      return (s) => (sign * s <= last ? push(s) : 0);
    },
  };
}
