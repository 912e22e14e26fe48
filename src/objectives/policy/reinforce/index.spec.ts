import {choice} from '../../../spec/index.ts';
import {controlFields} from '../control.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const reinforce = policyObjective({
  kind: 'reinforce',
  label: 'REINFORCE',
  help: 'Answers become likelier in proportion to their reward: the plain policy gradient.',
  fields: {
    baseline: choice({
      label: 'Baseline',
      help: 'What is taken off every reward. It changes no update on average, only how much updates scatter.',
      default: 'batch',
      options: {
        none: {label: 'none', help: 'Where all rewards are above 0, every answer that was given becomes likelier.'},
        batch: {label: 'mean of the batch', help: 'The mean over the other answers of the batch, to any question.'},
      },
    }),
    ...controlFields,
  },
  learnsFrom: 'samples',
});
