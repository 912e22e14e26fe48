import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {keptField, keptLaw, sideField} from '../kept.spec.ts';
import {momentumQueue} from '../momentumQueue/index.spec.ts';
import {objective} from '../objective.spec.ts';

export const dualView = objective({
  kind: 'dualView',
  label: 'Dual-view queue',
  help: 'Momentum queue in which the second view looks for the first one too, with only some of the queue as negatives.',
  fields: {
    temperature: number({...temperatureField}),
    momentum: momentumQueue.fields.momentum,
    queue: momentumQueue.fields.queue,
    keyShare: number({
      label: 'Share of the second view',
      symbol: 'w',
      help: 'How much of the loss is that of the second views. At 0 only first views look, as in the momentum queue.',
      default: 0.5,
      range: [0, 1],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
    kept: keptField,
    side: sideField,
  },
  needs: {targets: true, queue: true, mostPairs: 256},
  negatives: 'queue',
  law: (settings) => ({
    ...(settings.keyShare === 0 && {firstOnly: true as const}),
    ...keptLaw(settings),
  }),
});
