import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const smoothed = rewardObjective({
  kind: 'smoothed',
  label: 'Smoothed labels',
  help: 'Bradley–Terry that expects a share of the choices to be wrong, for noisy labels.',
  fields: {
    smoothing: number({
      label: 'Smoothing',
      symbol: 'ε',
      help: 'Share of choices that are expected to be wrong. Rewards stop growing apart where the chance of a choice is 1 − ε.',
      default: 0.1,
      range: [0, 0.45],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
  },
});
