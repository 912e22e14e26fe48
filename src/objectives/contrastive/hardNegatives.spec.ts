import {number, part} from '../../spec/index.ts';
import {shareField} from './debiased.spec.ts';
import {temperatureField} from './infoNCE.spec.ts';

export const hardNegatives = part({
  kind: 'hardNegatives',
  label: 'Hard negatives',
  help: 'Negatives count the more, the more similar they are to the anchor: the confusable ones teach most.',
  fields: {
    temperature: number({...temperatureField, default: 0.5}),
    hardness: number({
      label: 'Hardness',
      symbol: 'β',
      help: 'How much more similar negatives weigh. 0 is no preference; too much trusts the few nearest, which may be of the anchor’s own kind.',
      default: 1,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    share: shareField,
  },
});
