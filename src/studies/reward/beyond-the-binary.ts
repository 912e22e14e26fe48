import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {contestedCorrelation, shareCorrelation, shareError} from '../../metrics/aggregate/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

/** The learning rate is the best of four for every arm, in pilots. */
const trained = (objective: RewardGiven['objective']) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2500, learnFrom: 1000, annotators: 40, disagreement: 1, votes: 5},
      model: {kind: 'bag'},
      objective,
      training: {kind: 'adamW', batch: 128, learningRate: 0.001, evaluateEvery: 250},
    },
    STEPS,
  ),
];

export default study({
  says: [
    'Reward models learn from one choice for each pair of answers, as if everyone chose alike. Often people do not: a question has several good answers, or both answers say the same. The paper finds that rewards then say little about how many people prefer an answer.',
    'Its remedy asks a language model for several more judgements of each pair, and makes a margin of them: where they disagree, the chosen answer need not be ahead, and where they agree it must be far ahead. Predictions then fit the preferences of many people better.',
  ],
  analogue: [
    'Forty simulated annotators differ in what length, style, facts and six more attributes are worth to them. One of them chooses, and five others, drawn anew for each of 1,000 pairs, vote. They stand for the judgements of the language model, and are better than those: they come from the very people who are to be predicted.',
    'The margin is the share of votes for the chosen answer minus that against it. The paper’s own map from judgements to margins we could not look up. What is predicted is the true share of the forty, by the logistic function of the difference in reward, on 500 unseen pairs; contested are those of which a quarter to three quarters prefer the first answer.',
    'Labels smoothed by 0.1 know nothing of votes, margins of another pair say nothing, and shares of votes in place of choices use all that votes say: six times as many choices in the form in which they are asked for. That arm is no fair rival of the others, but it shows what there is to win.',
  ],
  omits: [
    'Language models, and judgements that are wrong in a way of their own.',
    'That answers which are paraphrases of each other make people disagree: here they differ in taste and by chance.',
  ],
  arms: [
    {name: 'bt', label: 'Bradley–Terry', role: 'baseline', stages: trained({kind: 'bradleyTerry'})},
    {name: 'smoothed', label: 'Smoothed labels', role: 'baseline', stages: trained({kind: 'smoothed'})},
    {name: 'margin', label: 'Margin by votes', role: 'method', stages: trained({kind: 'voteMargin'})},
    {
      name: 'other',
      label: 'Margin of another pair',
      role: 'ablation',
      stages: trained({kind: 'voteMargin', votes: 'other'}),
    },
    {
      name: 'shares',
      label: 'Votes in place of choices',
      role: 'reference',
      stages: trained({kind: 'voteMargin', votes: 'labels'}),
    },
  ],
  measures: [final(shareCorrelation), final(contestedCorrelation), final(shareError), final(accuracy)],
  clauses: [
    {
      text: 'With margins by votes, rewards correlate better with the share of people who prefer an answer than without margins.',
      kind: 'greater',
      measure: 'shareCorrelation',
      arms: ['margin', 'bt'],
      margin: 0,
    },
    {
      text: 'They also do where people disagree.',
      kind: 'greater',
      measure: 'contestedCorrelation',
      arms: ['margin', 'bt'],
      margin: 0,
    },
    {
      text: 'They correlate better than with margins that belong to other pairs.',
      kind: 'greater',
      measure: 'shareCorrelation',
      arms: ['margin', 'other'],
      margin: 0,
    },
  ],
  sliders: ['main.objective.marginScale', 'main.world.disagreement', 'main.world.votes'],
  figure: {kind: 'dots', title: 'How well rewards tell the share of people', measure: 'shareCorrelation'},
  shown: ['bt', 'smoothed', 'margin', 'shares'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101 and 102, correlation with the share by learning rate (0.0003, 0.001, 0.003, 0.01): Bradley–Terry 0.65, 0.69, 0.63, 0.61; smoothed 0.65, 0.71, 0.63, 0.57; margin 0.66, 0.71, 0.65, 0.61; margin of another pair, three times as large, 0.60, 0.66, 0.62, 0.58; votes in place of choices 0.70, 0.77, 0.76, 0.71. A margin three times as large gave 0.70 at 0.001. Seeds 103 to 108, with which nothing was chosen. Margin minus Bradley–Terry: 0.017, 0.015, 0.043, 0.019, 0.012, -0.008; of contested pairs -0.031, -0.016, 0.026, -0.013, 0.047, -0.032; minus the margin of another pair 0.027, 0.029, 0.044, 0.026, 0.036, 0.009. So the second clause will hardly show. Smoothed labels gained as much as the margin did (0.017).',
});
