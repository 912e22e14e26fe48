import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {objective} from '../objective.spec.ts';

export const sepCLR = objective({
  kind: 'sepCLR',
  label: 'Common and salient (SepCLR)',
  help: 'Half of the head is for what background and target have in common, the other half for what the target alone has: it should be 0 for background.',
  fields: {
    temperature: number({
      ...temperatureField,
      help: 'How far apart points may lie and still push each other. Low: only near neighbours are pushed.',
      default: 0.5,
    }),
    salientWeight: number({
      label: 'Weight of the salient half',
      help: 'How much the losses of the salient half count against those of the common half.',
      default: 1,
      range: [0.1, 1000],
      scale: 'log',
      acts: 'next step',
    }),
    jointEntropy: number({
      label: 'Joint entropy',
      symbol: 'λ',
      help: 'How strongly both halves together are spread out, which keeps one from repeating the other. At 0 nothing keeps them apart.',
      default: 10,
      range: [0, 100],
      step: 1,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {salient: true},
});
