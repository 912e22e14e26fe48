import {number} from '../../../spec/index.ts';
import {policyObjective} from '../objective.spec.ts';

export const dno = policyObjective({
  kind: 'dno',
  label: 'Direct Nash optimization',
  help: 'Each answer is worth how often it is preferred to one of the policy’s own, and the policy learns these win rates from itself as it was when answers were collected. No reward has to explain the choices: they may go in a circle.',
  fields: {
    eta: number({
      label: 'Inertia',
      symbol: 'η',
      help: 'How strongly each new policy is held to the one before: its log-ratios are win rates divided by η. High: small steps.',
      default: 0.3,
      range: [0.02, 5],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
    comparisons: number({
      label: 'Comparisons',
      symbol: 'n',
      help: 'Against how many answers of the policy each answer is compared once to estimate its win rate. 0: the win rate is exact.',
      default: 0,
      range: [0, 32],
      integer: true,
    }),
  },
  learnsFrom: 'sets',
  needs: {groups: true, iterates: true},
});
