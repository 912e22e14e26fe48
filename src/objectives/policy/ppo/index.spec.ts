import {flag, number} from '../../../spec/index.ts';
import {clipField} from '../clip.spec.ts';
import {controlFields} from '../control.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const ppo = policyObjective({
  kind: 'ppo',
  label: 'PPO',
  help: 'Answers are used for several updates. A value network says at each move what is still to come, and a clip keeps the policy near the one that gave the answers.',
  fields: {
    clipped: flag({
      label: 'Clipped',
      help: 'Whether the gradient of a move is cut off once its probability has moved far enough. Off: nothing holds several updates with the same answers back.',
      default: true,
    }),
    clip: clipField,
    gaeLambda: number({
      label: 'GAE λ',
      symbol: 'λ',
      help: 'How far ahead advantages look before they trust the value network. 1: to the end of the answer, exact but noisy. 0: one move.',
      default: 0.95,
      range: [0, 1],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
    discount: number({
      label: 'Discount',
      symbol: 'γ',
      help: 'What a reward one move later is worth. 1: answers are short, and all of it counts.',
      default: 1,
      range: [0.5, 1],
      step: 0.01,
      acts: 'next step',
    }),
    whitened: flag({
      label: 'Whitened advantages',
      help: 'Whether advantages are brought to mean 0 and deviation 1 over the moves of a batch, so that the learning rate need not know the size of rewards. The KL in the loss is not scaled with them.',
      default: true,
    }),
    valueClip: number({
      label: 'Clip of values',
      help: 'How far the value of a state may go, in points of reward, before several updates with the same answers gain nothing from it. The largest one is as good as none.',
      default: 1,
      range: [0.05, 100],
      scale: 'log',
      acts: 'next step',
    }),
    ...controlFields,
  },
  learnsFrom: 'rollouts',
});
