/** Answers that a policy gives move by move, and questions with one answer of a few. */
import {choice, number, part, section} from '../../spec/index.ts';
import {drawing, goldFields, habitFields, tasteFields, wishFields} from '../responses/index.spec.ts';

/** Beta is another thing where policies are trained. */
const care = number({
  label: 'Care',
  help: 'How reliably annotators choose the answer that they find better: its chance is the logistic function of so many times the difference. Low: they guess.',
  default: 1.5,
  range: [0.1, 10],
  scale: 'log',
  acts: 'next step',
  main: true,
});

export const answers = part({
  kind: 'answers',
  label: 'Answers to everyday questions',
  help: 'An answer is made of at most ten moves: a fact, an error, filler, praise ... There are some thousand answers to each question, so all that is true of a policy can be computed exactly.',
  fields: {
    ...tasteFields,
    care,
    questions: number({
      label: 'Questions',
      help: 'How many different questions are asked: each is about a topic of its own, or, where there are wishes, five are about one topic.',
      default: 8,
      range: [1, 14],
      integer: true,
    }),
    ...goldFields,
    ...wishFields,
    ...habitFields,
    unevenKnowledge: number({
      label: 'Uneven knowledge',
      help: 'How much what the writers know differs between topics. 0: they know as much of each.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    demonstrations: number({
      label: 'Demonstrations',
      help: 'How many answers of the writers there are to imitate, shared out among the questions.',
      default: 4000,
      range: [250, 8000],
      step: 250,
      integer: true,
    }),
    drawing,
  },
});

export const bandit = part({
  kind: 'bandit',
  label: 'One choice of many',
  help: 'A bandit: one question, and each answer is one move. The smallest world in which a method can be right or wrong.',
  fields: {
    arms: number({
      label: 'Arms',
      symbol: 'A',
      help: 'How many answers there are.',
      default: 32,
      range: [2, 128],
      scale: 'log',
      integer: true,
      main: true,
    }),
    rewards: choice({
      label: 'Rewards',
      help: 'How the rewards of the arms are laid out.',
      default: 'drawn',
      options: {
        drawn: {label: 'drawn', help: 'Each arm has a normal number.'},
        near: {label: 'a peak nearby', help: 'The best arms are among those that the writers often choose.'},
        far: {label: 'a peak far away', help: 'The best arms are those that the writers hardly ever choose.'},
      },
    }),
    scale: number({
      label: 'Size of the rewards',
      help: 'The standard deviation of drawn rewards, or the height of the peak.',
      default: 1,
      range: [0.1, 10],
      scale: 'log',
      acts: 'next step',
    }),
    spread: number({
      label: 'Evenness of the writers',
      help: 'Low: the writers nearly always choose the same arms. High: each is as likely as the others.',
      default: 1,
      range: [0.1, 10],
      scale: 'log',
    }),
    care,
    cyclic: number({
      label: 'Choices in a circle',
      symbol: 'q',
      help: 'The share of choices that follow no reward: arms stand on a circle, and each beats those on the half behind it, as rock beats scissors. 0: rewards explain all choices. 1: none.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    demonstrations: number({
      label: 'Demonstrations',
      help: 'How many choices of the writers there are to imitate.',
      default: 4000,
      range: [250, 16000],
      step: 250,
      integer: true,
    }),
    drawing,
  },
});

export const answerSection = section('World', 'What is asked, and what can be said.', [answers, bandit]);
