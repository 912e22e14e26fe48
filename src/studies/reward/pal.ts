import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {newcomerAccuracy5, newcomerAccuracy10, newcomerAccuracy40} from '../../metrics/newcomers/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

type Model = OfKind<RewardGiven['model'], 'mixture'>;

/** Learning rate and weight decay are those at which each arm did best in pilots. */
const trained = (model: Model, disagreement = 2) => [
  rewardStage(
    {
      world: {
        kind: 'responses',
        pairs: 2000,
        annotators: 40,
        prototypes: 3,
        mixing: 0.3,
        readingError: 0.2,
        disagreement,
      },
      model: {kind: 'mixture', ...model},
      training: {
        kind: 'adamW',
        batch: 256,
        learningRate: 0.01,
        weightDecay: model.weights === 'own' ? 2 : 1,
        evaluateEvery: 250,
      },
    },
    STEPS,
  ),
];

const single: Model = {form: 'inner', prototypes: 1};

export default study({
  says: [
    'Reward models are usually trained as if all people liked the same. PAL gives each person a point in a common space: a mixture of a few prototypes, which all people share. An answer is good for a person when it lies near their ideal point (form A), or when it points the way that their mixture points (form B).',
    'People borrow from each other through the prototypes, so that each needs few labels. A newcomer needs even fewer: only their mixture is fitted, and nothing that was trained changes.',
  ],
  analogue: [
    'Forty simulated annotators with about fifty labels each choose between answers to everyday questions. The taste of each is a mixture of three kinds, and the kinds differ in what facts, length, style and six more attributes are worth.',
    'A small perceptron on the attributes stands for small layers on the representation of a large model. It reads the attributes with errors. True tastes are mixtures of three, as PAL takes them to be: that much of its success is built in. An ideal point is not how these annotators choose, so form A also faces a wrong assumption.',
    'Two arms repeat the comparison with annotators who all have the same taste.',
  ],
  omits: [
    'Language models, pictures, and the data sets of the paper.',
    'Prototypes that depend on the question (form B of the paper): tastes do not depend on it here.',
    'The hinge loss and the length of the difference as a trained scale: all arms use the logistic loss.',
  ],
  arms: [
    {name: 'single', label: 'One reward for all', role: 'baseline', stages: trained(single)},
    {
      name: 'own',
      label: 'One reward each',
      help: 'A linear reward for each annotator. A newcomer gets one from their labels alone.',
      role: 'baseline',
      stages: trained({weights: 'own'}),
    },
    {
      name: 'groups',
      label: 'Known groups',
      help: 'Which kind each annotator is nearest to is told, also of newcomers.',
      role: 'reference',
      stages: trained({form: 'inner', weights: 'groups'}),
    },
    {name: 'pal-a', label: 'PAL, ideal points', role: 'method', stages: trained({form: 'ideal'})},
    {name: 'pal-b', label: 'PAL, inner products', role: 'method', stages: trained({form: 'inner'})},
    {name: 'alike-single', label: 'All alike: one reward', role: 'ablation', stages: trained(single, 0)},
    {name: 'alike-pal-a', label: 'All alike: PAL', role: 'ablation', stages: trained({form: 'ideal'}, 0)},
  ],
  measures: [final(accuracy), final(newcomerAccuracy5), final(newcomerAccuracy10), final(newcomerAccuracy40)],
  clauses: [
    {
      text: 'For annotators who were trained on, PAL (ideal points) is more accurate than one reward for all, by more than 0.03.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['pal-a', 'single'],
      margin: 0.03,
    },
    {
      text: 'For newcomers with ten labels each, it is more accurate than a reward from these labels alone, by more than 0.02.',
      kind: 'greater',
      measure: 'newcomerAccuracy10',
      arms: ['pal-a', 'own'],
      margin: 0.02,
    },
    {
      text: 'Where all annotators are alike, it is as accurate as one reward for all, to within 0.02.',
      kind: 'equivalent',
      measure: 'accuracy',
      arms: ['alike-pal-a', 'alike-single'],
      margin: 0.02,
    },
  ],
  sliders: ['main.world.disagreement', 'main.world.mixing', 'main.world.annotators', 'main.world.readingError'],
  figure: {kind: 'plane', title: 'Annotators and newcomers', x: 'accuracy', y: 'newcomerAccuracy10'},
  shown: ['single', 'own', 'pal-a', 'pal-b'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101, 102, 103. Accuracy of PAL (ideal points) minus one reward for all: 0.073, 0.100, 0.123. For newcomers with ten labels, PAL minus a reward from these alone: 0.042, 0.051, 0.102. With annotators who are alike: 0.010, 0.000, -0.005. Weight decay 0.1 or 1 (2 for one reward each) was chosen with seed 101, for each arm what was best; so was the prior of the newcomers’ own rewards, which is kinder to them than the first that was tried. With half the disagreement one reward each was no better than one for all (seed 101), so that there was little to win.',
});
