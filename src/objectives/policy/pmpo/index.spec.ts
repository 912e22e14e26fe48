import {number} from '../../../spec/index.ts';
import {policyObjective} from '../objective.spec.ts';

export const pmpo = policyObjective({
  kind: 'pmpo',
  label: 'PMPO',
  help: 'Accepted answers become likelier and rejected ones less likely, each on their own, while the policy is held to the reference. Either kind alone is enough.',
  fields: {
    alpha: number({
      label: 'Weight of accepted answers',
      symbol: 'α',
      help: 'What accepted answers count; rejected ones count 1 − α. At 1 only accepted answers teach, at 0 only rejected ones.',
      default: 0.5,
      range: [0, 1],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    beta: number({
      label: 'KL coefficient',
      symbol: 'β',
      help: 'How strongly the policy is held to the reference. With rejected answers alone, a value below 1 lets their probability fall without end.',
      default: 1,
      range: [0.01, 10],
      scale: 'log',
      acts: 'next step',
      main: true,
      marks: [0.1, 0.3, 1, 3],
    }),
  },
  learnsFrom: 'pairs',
});
