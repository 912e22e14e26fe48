import {number, part} from '../../spec/index.ts';

export const smoothed = part({
  kind: 'smoothed',
  label: 'Smoothed labels',
  help: 'Bradley–Terry that takes every choice with a grain of salt, for annotators who slip.',
  fields: {
    smoothing: number({
      label: 'Smoothing',
      symbol: 'ε',
      help: 'Share of choices that are expected to be slips. Rewards stop growing apart where the chance of a choice is 1 - ε.',
      default: 0.1,
      range: [0, 0.45],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
  },
});
