import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const oodMeta = rewardObjective({
  kind: 'oodMeta',
  label: 'Step ahead elsewhere (MetaRM)',
  help: 'Bradley–Terry, with the gradient of a model that is a step ahead: one that tells answers from elsewhere further apart. Those need no labels.',
  fields: {
    stepAhead: number({
      label: 'Step ahead',
      symbol: 'η',
      help: 'How far the parameters move along the gradient of the differences elsewhere before the gradient of the choices is taken. They move back then.',
      default: 0.1,
      range: [0.0001, 100],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
  },
  needs: {shifted: true, single: true},
});
