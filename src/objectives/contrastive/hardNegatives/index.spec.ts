import {number} from '../../../spec/index.ts';
import {shareField} from '../debiased/index.spec.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {objective} from '../objective.spec.ts';
import {lawOfTrueNegatives} from '../trueNegatives.spec.ts';

export const hardNegatives = objective({
  kind: 'hardNegatives',
  label: 'Hard negatives',
  help: 'The more similar a negative is to the anchor, the more it counts: easily confused ones teach most.',
  fields: {
    temperature: number({...temperatureField, default: 0.5}),
    hardness: number({
      label: 'Hardness',
      symbol: 'β',
      help: 'How much more weight similar negatives get. 0: no preference. Too much relies on the few nearest ones, which may be of the anchor’s own kind.',
      default: 1,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    share: shareField,
  },
  negatives: 'all',
  law: lawOfTrueNegatives,
});
