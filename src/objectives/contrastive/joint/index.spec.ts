import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const joint = objective({
  kind: 'joint',
  label: 'Joint contrast',
  help: 'Supervised contrast and NT-Xent at once, on the same points: classes are told apart, and so are the things within them.',
  fields: {
    temperature: number({...temperatureField}),
    supervision: number({
      label: 'Supervision',
      symbol: 'β',
      help: 'The weight of supervised contrast. At 1 it is all there is, and at 0 there is only NT-Xent, for which things of one class are negatives of each other.',
      default: 0.5,
      range: [0, 1],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {classes: true},
  negatives: 'otherClasses',
  law: ({temperature}) => ({
    note: 'Things of other classes are pushed by both losses. Within a class one pulls and the other pushes.',
    pushes: softmaxPushes(temperature),
  }),
});
