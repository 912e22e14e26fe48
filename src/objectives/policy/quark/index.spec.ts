import {number} from '../../../spec/index.ts';
import {policyObjective} from '../objective.spec.ts';

export const quark = policyObjective({
  kind: 'quark',
  label: 'Quark',
  help: 'All answers are imitated, good and bad ones, each under the goal that it meets, while the policy is held to the reference. What it does then is chosen by the goal that it is set.',
  fields: {
    beta: number({
      label: 'KL coefficient',
      symbol: 'β',
      help: 'How strongly the policy is held to the reference, at every state that the answers pass. 0: imitation alone.',
      default: 0.05,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
  },
  learnsFrom: 'sets',
});
