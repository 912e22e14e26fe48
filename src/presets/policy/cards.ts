/** The presets of policies, in the order of the menu. */
import type {Card} from '../preset.ts';

export const POLICY: readonly Card[] = [
  {
    id: 'writes-long',
    group: 'From annotators to answers',
    title: 'It learnt to write long',
    text: 'Annotators with a taste for length label pairs, a reward model learns from the labels, a policy learns from the reward model. Nobody ever asks for long answers.',
  },
  {
    id: 'fooled-anyway',
    group: 'From annotators to answers',
    title: 'Annotators without a bias',
    text: 'These annotators look only at what is said. The reward model has learnt from few of their choices, and the policy finds what it has misread.',
  },
  {
    id: 'as-you-wish',
    group: 'From annotators to answers',
    title: 'Keep it short, please',
    text: 'Each question comes with a wish: to be answered briefly, in all detail, plainly or kindly, or with none. Annotators look at whether it is granted. Does the policy listen?',
  },
  {
    id: 'goodhart',
    group: 'Too much of a good reward',
    title: 'Goodhart’s hump',
    text: 'The judge likes long answers, and the reader pays for each word. The further the policy goes after the judge’s reward, the higher that gets. What about the truth?',
  },
  {
    id: 'best-of-or-trained',
    group: 'Too much of a good reward',
    title: 'Choose, or train?',
    text: 'Take the best of n answers, or train a policy on the same judge: which of the two gets more for the same distance from where one began?',
  },
  {
    id: 'judges-in-doubt',
    group: 'Too much of a good reward',
    title: 'Five judges instead of one',
    text: 'Five reward models, each of which saw other pairs. What one of them has misread, the others may not have: is the policy fooled less by all of them together?',
  },
  {
    id: 'both-down',
    group: 'How it learns',
    title: 'DPO pulls both down',
    text: 'DPO learns from pairs without any reward model. The chosen answer ought to become likelier and the rejected one less likely. Does it?',
  },
  {
    id: 'good-as-asked',
    group: 'How it learns',
    title: 'As good as you ask for',
    text: 'Bad answers are not thrown away. The policy learns each one as an answer of its level, and is then asked for the best. Ask for the worst instead.',
  },
  {
    id: 'group-size',
    group: 'How it learns',
    title: 'A group of one, four, sixteen',
    text: 'GRPO compares the answers to one question with each other. How many does it take to learn anything at all?',
  },
  {
    id: 'without-a-clip',
    group: 'How it learns',
    title: 'PPO without its clip',
    text: 'PPO learns from the same answers several times over, and a clip keeps it from going too far. Take the clip away and let it learn sixteen times from each batch.',
  },
];
