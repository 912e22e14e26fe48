import {linearProbe} from '../../metrics/linearProbe/index.spec.ts';
import {testLoss} from '../../metrics/loss/index.spec.ts';
import {
  intraclassDeviation,
  meanClassifier,
  meanClassifier5,
  meanClassifierLoss,
} from '../../metrics/meanClassifier/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {encoderStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 150;

interface Setting {
  classes?: number;
  /** One more than the negatives of each point. */
  batch: number;
  steps?: number;
  learningRate?: number;
}

const trained = ({classes = 10, batch, steps = STEPS, learningRate = 0.03}: Setting) => [
  encoderStage(
    {
      world: {kind: 'latent', classes, overlap: 0.6, strength: 0, shortcut: 16, positive: 'class'},
      model: {kind: 'mlp', width: 64, representation: 16, head: 16, lossOn: 'both'},
      objective: {kind: 'infoNCE', temperature: 0.5},
      training: {kind: 'adamW', batch, learningRate, evaluateEvery: 50},
    },
    steps,
  ),
];

const lead: Measure<'lead'> = {
  name: 'lead',
  label: 'Mean classifier of five over linear probe',
  help: 'Accuracy of the classifier by means of five labelled things, minus that of a linear probe with all labels.',
  better: 'higher',
  of(run: ArmRun, all) {
    return final(meanClassifier5).of(run, all) - final(linearProbe).of(run, all);
  },
};

export default study({
  says: [
    'Why does contrast help a classifier that is trained later? The paper supposes latent classes: the two points of a positive pair come from one class, negatives from any class. Then a small contrastive loss implies that the mean classifier, whose weights are the means of the classes, has a small loss too.',
    'More negatives are no free gift: a negative may by chance be of the anchor’s own class. The fewer classes there are the more often it is, and then pushing it away only spreads the class.',
  ],
  analogue: [
    'Points of the plane from ten or three known classes, each with 16 random bits that say nothing about its class, stand for images and texts. A positive pair is two points of one class; no label is used in training.',
    'Points lie on the sphere and the loss is InfoNCE at temperature 0.5; the paper’s inner products are free. The contrastive loss is measured with the same number of unseen negatives for every arm.',
    'Each point has k = batch - 1 negatives, so that more negatives are also more pairs in a step. Batches have at least 8 pairs: k is 7, 31 and 127.',
    'The linear probe is a ridge regression with all labels. Where classes stand on a circle in a plane that is a weak classifier.',
  ],
  omits: [
    'The bound itself, whose constants are too large to say anything here; the hinge loss; blocks of similar points; texts and images.',
  ],
  arms: [
    {
      name: 'ten-7',
      label: '10 classes, k = 7',
      role: 'ablation',
      stages: trained({batch: 8}),
      x: 7,
      series: '10 classes',
    },
    {
      name: 'ten-31',
      label: '10 classes, k = 31',
      role: 'ablation',
      stages: trained({batch: 32}),
      x: 31,
      series: '10 classes',
    },
    {
      name: 'ten-127',
      label: '10 classes, k = 127',
      role: 'method',
      stages: trained({batch: 128}),
      x: 127,
      series: '10 classes',
    },
    {
      name: 'ten-7-brief',
      label: '10 classes, k = 7, a third of the steps',
      role: 'ablation',
      stages: trained({batch: 8, steps: 50}),
    },
    {
      name: 'ten-127-brief',
      label: '10 classes, k = 127, a third of the steps',
      role: 'ablation',
      stages: trained({batch: 128, steps: 50}),
    },
    {
      name: 'three-7',
      label: '3 classes, k = 7',
      role: 'ablation',
      stages: trained({classes: 3, batch: 8}),
      x: 7,
      series: '3 classes',
    },
    {
      name: 'three-127',
      label: '3 classes, k = 127',
      role: 'method',
      stages: trained({classes: 3, batch: 128}),
      x: 127,
      series: '3 classes',
    },
    {
      name: 'untrained',
      label: '10 classes, untrained',
      help: 'One step, too short to change anything.',
      role: 'baseline',
      stages: trained({batch: 128, steps: 1, learningRate: 0.00001}),
    },
  ],
  measures: [
    final(testLoss),
    final(meanClassifierLoss),
    final(meanClassifier5),
    final(meanClassifier),
    final(linearProbe),
    final(intraclassDeviation),
    lead,
  ],
  clauses: [
    {
      text: 'Class means of five labelled things each classify at most 0.05 worse than a linear probe with all labels.',
      kind: 'noninferior',
      measure: 'lead',
      arms: {'ten-127': 0.5, 'three-127': 0.5},
      margin: 0.05,
    },
    {
      text: 'The lower the contrastive loss, the lower the loss of the mean classifier.',
      kind: 'correlation',
      of: ['testLoss', 'meanClassifierLoss'],
      by: 'pearson',
      arms: ['ten-7', 'ten-31', 'ten-127', 'ten-7-brief', 'ten-127-brief'],
      sign: 'positive',
      margin: 0.5,
    },
    {
      text: 'More negatives gain less with 3 classes, where more of them collide, than with 10.',
      kind: 'greater',
      measure: 'meanClassifier5',
      arms: {'ten-127': 1, 'ten-7': -1, 'three-127': -1, 'three-7': 1},
      margin: 0,
    },
  ],
  sliders: ['main.objective.temperature', 'main.world.overlap', 'main.world.shortcut'],
  figure: {
    kind: 'plane',
    title: 'Contrastive loss and the mean classifier',
    x: 'testLoss',
    y: 'meanClassifierLoss',
    size: 'meanClassifier5',
  },
  shown: ['ten-7', 'ten-127', 'three-7', 'three-127'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101 to 105. Without the random bits the untrained encoder was right already (0.86 of unseen things), so they stay. Of the learning rates 0.003, 0.01 and 0.03, tried for each arm on 101 to 103, 0.03 was best for all but 3 classes with k = 127, where 0.01 and 0.03 are level. With it: the mean classifier of five 0.86 to 0.90 (10 classes, k = 127) and 0.90 to 0.95 (3 classes), the linear probe 0.63 to 0.72 and 0.89 to 0.95, untrained 0.20; the correlation over five arms (104, 105) above 0.9; the difference of gains 0.048, 0.017, 0.031, 0.021, 0.070. At the learning rate 0.003 it was about 0.19, for want of training. With as many pairs seen, k = 7 is not worse than k = 31: the gain is of pairs in a step as much as of negatives.',
});
