import {choice, flag} from '../../../spec/index.ts';
import {clipField} from '../clip.spec.ts';
import {controlFields, placeOfKL} from '../control.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const grpo = policyObjective({
  kind: 'grpo',
  label: 'GRPO',
  help: 'Each answer is compared with the group of answers to the same question: its advantage is how many deviations its reward is above their mean. In a group of one every advantage is 0, and nothing is learnt from rewards.',
  fields: {
    clip: clipField,
    scaled: flag({
      label: 'Over the deviation',
      help: 'Whether differences from the mean are divided by the deviation of the group. On: a question to which all answers are nearly alike counts as much as any other. Off, as in Dr. GRPO: advantages are in units of the reward.',
      default: true,
      main: true,
    }),
    perMove: flag({
      label: 'Mean over moves',
      help: 'Whether each answer counts by the mean over its moves. On: each move of a long answer counts less, so long bad answers are punished less than short ones. Off, as in Dr. GRPO: all moves count alike.',
      default: true,
    }),
    ...controlFields,
    place: choice({...placeOfKL, default: 'loss'}),
  },
  learnsFrom: 'samples',
});
