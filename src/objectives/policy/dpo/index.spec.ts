import {number} from '../../../spec/index.ts';
import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const dpo = policyObjective({
  kind: 'dpo',
  label: 'DPO',
  help: 'Bradley–Terry on pairs, with the policy as its own reward: β times the log-ratio to the reference.',
  fields: {
    beta: betaField,
    smoothing: number({
      label: 'Smoothing',
      symbol: 'ε',
      help: 'Share of choices that are expected to be wrong. The two answers stop moving apart where the chance of the choice is 1 − ε.',
      default: 0,
      range: [0, 0.45],
      step: 0.01,
      acts: 'next step',
    }),
  },
  learnsFrom: 'pairs',
});
