/** The soup program's settings: two finished policies as one. Nothing is trained. */
import {choice, number, part, type SectionsValue, section} from '../../spec/index.ts';
import {answerSection} from '../../worlds/answers/index.spec.ts';
import {policySection} from '../policy/index.spec.ts';

const soup = part({
  kind: 'soup',
  label: 'Two policies as one',
  help: 'Between two policies that were trained before, a and b, without any training.',
  fields: {
    weight: number({
      label: 'Weight of a',
      symbol: 'λ',
      help: 'How much counts what the first policy has learnt. 0: only the second, 1: only the first.',
      default: 0.5,
      range: [0, 1],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    of: choice({
      label: 'Means of',
      help: 'What is averaged.',
      default: 'weights',
      options: {
        weights: {label: 'weights', help: 'Every parameter: one network that costs no more than one policy.'},
        logits: {label: 'logits', help: 'What both give each next move, before the softmax: both have to be asked.'},
        probabilities: {
          label: 'probabilities',
          help: 'The chance that both give each next move: both have to be asked.',
        },
      },
    }),
  },
});

const sections = {
  world: answerSection,
  policy: policySection,
  mixing: section('Mixing', 'How two policies become one.', [soup]),
} as const;

export type SoupSettings = SectionsValue<typeof sections>;

const check = ({policy}: SoupSettings): string | undefined =>
  policy.goals === 'none' ? undefined : 'Two policies with goals cannot be one: train both with Goals at none.';

export const soupSpec = {
  program: 'soup',
  label: 'Soup of policies',
  sections,
  frames: {},
  questions: {},
  check,
} as const;
