/** The source program's settings: best of n against the optimum, on answers whose tokens are independent. Nothing is trained. */
import {number, part, type SectionsValue, section} from '../../spec/index.ts';
import {drawing} from '../../worlds/responses/index.spec.ts';

const memoryless = part({
  kind: 'memoryless',
  label: 'Memoryless source',
  help: 'Every token of an answer is drawn on its own, with the same chances, and an answer is worth the sum of its tokens. So the law of its worth is known at any length.',
  fields: {
    tokens: number({
      label: 'Tokens',
      symbol: 'm',
      help: 'How many tokens an answer has.',
      default: 16,
      range: [1, 64],
      scale: 'log',
      integer: true,
      main: true,
    }),
    kinds: number({
      label: 'Kinds of tokens',
      help: 'How many different tokens there are. What each is worth is a normal number.',
      default: 3,
      range: [2, 4],
      integer: true,
    }),
    unevenness: number({
      label: 'Unevenness',
      help: 'How much the chances of tokens differ: they are proportional to exp of so many times a normal number. 0: all are as likely.',
      default: 0.5,
      range: [0, 2],
      step: 0.05,
    }),
    drawing,
  },
});

const bestOfN = part({
  kind: 'bestOfN',
  label: 'Best of more and more',
  help: 'The best of n answers, where n grows from step to step.',
  fields: {
    rate: number({
      label: 'Growth',
      symbol: 'δ',
      help: 'By how much the logarithm of n grows at each step, in nats for each token: after t steps n is exp(m δ t).',
      default: 0.01,
      range: [0.001, 0.05],
      scale: 'log',
      acts: 'next step',
    }),
  },
});

const sections = {
  world: section('Source', 'Where answers come from.', [memoryless]),
  selection: section('Selection', 'How good answers are had without training.', [bestOfN]),
} as const;

export type SourceSettings = SectionsValue<typeof sections>;

export const sourceSpec = {program: 'source', label: 'Memoryless source', sections, frames: {}, questions: {}} as const;
