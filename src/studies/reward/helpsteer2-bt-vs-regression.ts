import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {bestOfAllGold} from '../../metrics/bestOfN/index.spec.ts';
import {goldAgreement, goldCorrelation} from '../../metrics/gold/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1200;

type Objective = NonNullable<RewardGiven['objective']>;

const settings = (objective: Objective, learningRate: number) =>
  ({
    world: {kind: 'responses', pairs: 4000},
    model: {kind: 'bag', width: 32},
    objective,
    training: {kind: 'adamW', batch: 128, learningRate, weightDecay: 0.1, evaluateEvery: 300},
  }) as const satisfies RewardGiven;

/** Learning rates are those at which losses of choices and of scores did best in pilots. */
const CHOICES = 0.003;
const SCORES = 0.01;

const trained = (objective: Objective, learningRate: number) => [rewardStage(settings(objective, learningRate), STEPS)];

export default study({
  says: [
    'Reward models learn from choices (Bradley–Terry) or from ratings (regression). Which is better was hard to say, because data had one or the other. The paper adds choices, and how strong each is, to answers that had been rated, and compares the two on the same answers.',
    'Neither is far better. Choices with strengths 1, 2 and 3 are used best when the strength multiplies the loss, rather than as a margin or not at all; and best of all is to start that from a model that was fitted to the ratings.',
  ],
  analogue: [
    'Simulated annotators rate answers to everyday questions, and choose between two of them. Ratings are what an answer is worth to them plus a normal error; choices have a logistic error of about the same size. The strength of a choice is the third in which its felt difference lies, error included.',
    'A bag of words stands for a language model. It cannot know which statement is right but by words that it has seen, and annotators feel differences in attributes that it must find in the words.',
  ],
  omits: [
    'Ratings on five levels: here they are real numbers, which tell more.',
    'Extrapolating the weights beyond the last stage, the written justifications, RewardBench, and training a policy.',
  ],
  arms: [
    {name: 'regression', label: 'Regression', role: 'baseline', stages: trained({kind: 'regression'}, SCORES)},
    {name: 'bt', label: 'Bradley–Terry', role: 'baseline', stages: trained({kind: 'bradleyTerry'}, CHOICES)},
    {name: 'margin', label: 'Margin by strength', role: 'baseline', stages: trained({kind: 'strengthMargin'}, CHOICES)},
    {name: 'scaled', label: 'Scaled by strength', role: 'method', stages: trained({kind: 'strengthScaled'}, CHOICES)},
    {name: 'mixed', label: 'Both losses at once', role: 'reference', stages: trained({kind: 'mixed'}, SCORES)},
    {
      name: 'warm',
      label: 'Regression, then scaled',
      role: 'method',
      stages: [
        rewardStage(settings({kind: 'regression'}, SCORES), STEPS),
        rewardStage(settings({kind: 'strengthScaled'}, CHOICES), STEPS / 2, {id: 'scaled', from: {'*': 'main.*'}}),
      ],
    },
  ],
  measures: [final(accuracy), final(goldAgreement), final(goldCorrelation), final(bestOfAllGold)],
  clauses: [
    {
      text: 'Bradley–Terry and regression are equally accurate, to within 0.02.',
      kind: 'equivalent',
      measure: 'accuracy',
      arms: ['bt', 'regression'],
      margin: 0.02,
    },
    {
      text: 'Scaling the loss by the strength of the preference makes Bradley–Terry more accurate.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['scaled', 'bt'],
      margin: 0,
    },
    {
      text: 'Starting from regression is more accurate than the scaled loss alone.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['warm', 'scaled'],
      margin: 0,
    },
  ],
  sliders: ['main.world.care', 'main.world.labelNoise', 'main.world.learnFrom'],
  figure: {kind: 'dots', title: 'Accuracy on unseen pairs', measure: 'accuracy'},
  shown: ['regression', 'bt', 'scaled', 'warm'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101, 102, 103. Bradley–Terry minus regression: -0.001, -0.013, -0.009. Scaled minus Bradley–Terry: -0.006, 0.009, 0.021. Regression, then scaled, minus scaled alone: 0.006, 0.014, -0.020. So pilots are for the first clause, and leave the two others open. Learning rates with seed 101: Bradley–Terry 0.003 (0.818; 0.805 at 0.01), regression 0.01 (0.819; 0.788 at 0.003, 0.785 at 0.001).',
});
