/** What objectives that learn from fresh answers share: how the policy is held to the reference. */
import {choice, type FieldValue, number} from '../../spec/index.ts';

/** Used as they are, or with another default. */
export const placeOfKL = choice({
  label: 'Place of the KL',
  help: 'Where the KL divergence from the reference acts. As long as rewards are not rescaled, updates are the same on average either way.',
  default: 'reward',
  options: {
    reward: {
      label: 'in the reward',
      help: 'Each move pays β times its own log-ratio to the reference, as in the first papers. Cheap, but noisy.',
    },
    loss: {
      label: 'in the loss',
      help: 'The exact divergence at every state is part of the loss, and what earlier moves do to it is part of the reward. Less noise.',
    },
  },
});

export const controlFields = {
  beta: number({
    label: 'KL coefficient',
    symbol: 'β',
    help: 'How many points of reward a nat of KL divergence from the reference costs. 0: only the reward counts. A controller starts from it and then moves its own.',
    default: 0.3,
    range: [0, 3],
    step: 0.01,
    acts: 'next step',
    main: true,
  }),
  place: placeOfKL,
  control: choice({
    label: 'Control of β',
    help: 'Whether β stays where it is, or is moved so that the divergence comes to a target.',
    default: 'fixed',
    options: {
      fixed: {label: 'fixed'},
      adaptive: {
        label: 'adaptive',
        help: 'After each update β grows or shrinks by at most 2 %, in proportion to how far the divergence is from the target.',
      },
      constrained: {
        label: 'constrained',
        help: 'The target is a limit: β rises while the divergence is above it and falls while it is below, to 0 where the limit does not bind.',
      },
    },
  }),
  target: number({
    label: 'Target KL',
    symbol: 'K*',
    help: 'The divergence of whole answers, in nats, that a controller of β steers to. Without one it has no effect.',
    default: 2,
    range: [0.1, 20],
    scale: 'log',
    acts: 'next step',
    marks: [0.5, 1, 2, 5, 10],
  }),
} as const;

export type Place = FieldValue<typeof placeOfKL>;
export type Control = FieldValue<(typeof controlFields)['control']>;
