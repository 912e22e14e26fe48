import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

export const classifierTemperature = number({
  label: 'Classifier temperature',
  help: 'How sharply cosines with the directions of classes become probabilities. Low: sharply.',
  default: 0.05,
  range: [0.01, 1],
  scale: 'log',
  acts: 'next step',
});

export const adjustmentField = number({
  label: 'Logit adjustment',
  help: 'How much of the logarithm of a class’s share is added to its logit while training, and left out when things are classified. At 0 rare classes are neglected; at 1 all classes count alike in the end.',
  default: 1,
  range: [0, 2],
  step: 0.1,
  acts: 'next step',
  main: true,
});

export const crossEntropy = objective({
  kind: 'crossEntropy',
  label: 'Cross-entropy',
  help: 'No contrast: a classifier on the sphere, with a direction for each class, is trained with the encoder.',
  fields: {classifierTemperature, adjustment: number({...adjustmentField, default: 0})},
  needs: {classes: true, classifier: true},
});
