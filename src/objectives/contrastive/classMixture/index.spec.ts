import {number} from '../../../spec/index.ts';
import {adjustmentField, classifierTemperature} from '../crossEntropy/index.spec.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {momentumQueue} from '../momentumQueue/index.spec.ts';
import {objective} from '../objective.spec.ts';

export const classMixture = objective({
  kind: 'classMixture',
  label: 'Mixture of classes (GML)',
  help: 'Each class is a mixture of earlier points of its things; a view must be likelier under its own class than under others. A classifier learns beside it.',
  fields: {
    temperature: number({...temperatureField, default: 0.2}),
    adjustment: adjustmentField,
    classifierWeight: number({
      label: 'Weight of the classifier',
      symbol: 'γ',
      help: 'How much the cross-entropy of the classifier counts beside the mixture.',
      default: 0.5,
      range: [0, 2],
      step: 0.05,
      acts: 'next step',
    }),
    classifierTemperature,
    momentum: momentumQueue.fields.momentum,
    queue: number({
      ...momentumQueue.fields.queue,
      help: 'How many earlier points are kept, shared out among classes by their size, with at least five for each.',
      default: 512,
      range: [128, 2048],
    }),
  },
  needs: {classes: true, classifier: true, targets: true, classQueue: true},
});
