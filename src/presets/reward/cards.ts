/** The presets of reward models, in the order of the menu. */
import type {Card} from '../preset.ts';

export const REWARD: readonly Card[] = [
  {
    id: 'length-biased',
    group: 'A taste for length',
    title: 'It learnt to like long answers',
    text: 'These annotators like twenty more tokens as much as one more fact. Nobody wrote that down, and the model finds out all the same.',
  },
  {
    id: 'unbiased',
    group: 'A taste for length',
    title: 'Annotators who read',
    text: 'Two thousand choices between two answers, made by annotators who look only at what is said. Can a model learn what they like?',
  },
  {
    id: 'length-cured',
    group: 'A taste for length',
    title: 'Length explained away',
    text: 'The same annotators. A coefficient of length is learnt beside the reward, explains the choices that were made for length, and is then dropped. How much of the taste goes with it?',
  },
  {
    id: 'handicap',
    group: 'A taste for length',
    title: 'A length offset',
    text: 'The same annotators, but what they give for length is known. A fixed offset for length explains that part of their choices, so the reward need not.',
  },
  {
    id: 'decorrelated',
    group: 'A taste for length',
    title: 'A length penalty',
    text: 'The same annotators, and a penalty on the correlation of reward and length within a batch. How high should it be?',
  },
  {
    id: 'overoptimised',
    group: 'A taste for length',
    title: 'Too much of a good reward',
    text: 'Twenty more tokens cost the reader as much as a fact is worth. The annotators like them all the same, and so does the reward. How far can it be trusted to choose?',
  },
  {
    id: 'ensemble',
    group: 'A taste for length',
    title: 'Four judges, one taste',
    text: 'Four models learn from different draws of the same choices, and the lowest of their rewards counts. Are they harder to fool than one?',
  },
  {
    id: 'style',
    group: 'Other tastes, other habits',
    title: 'Bullets and stars',
    text: 'No answer is worth more for its bullets, stars and ticks. These annotators like three of them as much as one more fact.',
  },
  {
    id: 'slips',
    group: 'Other tastes, other habits',
    title: 'Noisy labels',
    text: 'One label in four is the opposite of what the annotator chose. Nobody knows which ones.',
  },
  {
    id: 'ties',
    group: 'Other tastes, other habits',
    title: 'Too close to call',
    text: 'These annotators call a tie wherever two answers come close. Is that half a win for each, or an answer of its own?',
  },
  {
    id: 'circles',
    group: 'Other tastes, other habits',
    title: 'Choices that run in circles',
    text: 'Nobody errs here. Each annotator goes by whatever differs most: facts in one pair, length in the next, manners in a third. So A beats B, B beats C, and C beats A.',
  },
  {
    id: 'two-groups',
    group: 'Other tastes, other habits',
    title: 'Two groups that disagree',
    text: 'Half of the annotators like long answers, half like short ones. One reward has to serve both.',
  },
  {
    id: 'weights',
    group: 'What a model learns',
    title: 'What the weights say',
    text: 'A linear model has one weight for each attribute. What it likes can be read off and compared with the truth.',
  },
  {
    id: 'sure',
    group: 'What a model learns',
    title: 'Sure of itself',
    text: 'A thousand pairs, and a model large enough to learn them all by heart. How sure may it be of others?',
  },
  {
    id: 'praise',
    group: 'Other things to choose from',
    title: 'Praise over complaints',
    text: 'Real sentences from reviews. In every pair the kind one was chosen over the angry one; length has little to do with it.',
  },
  {
    id: 'football',
    group: 'Other things to choose from',
    title: 'Who is the best team?',
    text: 'A match is a choice between two teams, and home is an advantage. The weight of a team is its strength: Bradley and Terry’s model, with ties.',
  },
];
