import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {objective} from '../objective.spec.ts';
import {lawOfTrueNegatives} from '../trueNegatives.spec.ts';

/** Shared by objectives that correct for negatives which are no negatives. */
export const shareField = number({
  label: 'False negatives',
  symbol: 'τ⁺',
  help: 'The share of negatives that are really of the anchor’s own kind, as assumed: so much of their push is taken away.',
  default: 0.1,
  range: [0, 0.5],
  step: 0.01,
  acts: 'next step',
  main: true,
});

export const debiased = objective({
  kind: 'debiased',
  label: 'Debiased contrast',
  help: 'Some negatives are really of the anchor’s kind. The push that they are expected to give is taken out of the loss.',
  fields: {temperature: number({...temperatureField, default: 0.5}), share: shareField},
  law: lawOfTrueNegatives,
});
