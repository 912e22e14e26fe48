import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const contrastive = rewardObjective({
  kind: 'contrastive',
  label: 'Bradley–Terry and contrast',
  help: 'In addition to the choices, two views of one text, each with words left out, must find each other among all others. This keeps the representations of texts apart.',
  fields: {
    contrastWeight: number({
      label: 'Weight of the contrast',
      symbol: 'λ',
      help: '0 is plain Bradley–Terry.',
      default: 0.2,
      range: [0, 2],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    temperature: number({
      label: 'Temperature',
      symbol: 'τ',
      help: 'Temperature of the contrast. Low: only the most similar texts count.',
      default: 0.2,
      range: [0.02, 2],
      scale: 'log',
      acts: 'next step',
    }),
  },
  needs: {looks: true},
});
