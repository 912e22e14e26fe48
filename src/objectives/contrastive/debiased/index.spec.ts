import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {objective} from '../objective.spec.ts';
import {lawOfTrueNegatives} from '../trueNegatives.spec.ts';

/** Shared by objectives that correct for negatives which are no negatives. */
export const shareField = number({
  label: 'False negatives',
  symbol: 'τ⁺',
  help: 'The assumed share of negatives that are really of the anchor’s own kind. Their expected push is subtracted.',
  default: 0.1,
  range: [0, 0.5],
  step: 0.01,
  acts: 'next step',
  main: true,
});

export const debiased = objective({
  kind: 'debiased',
  label: 'Debiased contrast',
  help: 'Some negatives are really of the anchor’s kind. Their expected push is subtracted in the loss.',
  fields: {temperature: number({...temperatureField, default: 0.5}), share: shareField},
  negatives: 'all',
  law: lawOfTrueNegatives,
});
