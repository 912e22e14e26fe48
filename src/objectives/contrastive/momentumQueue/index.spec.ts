import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const momentumQueue = objective({
  kind: 'momentumQueue',
  label: 'Momentum queue',
  help: 'Negatives come from a queue of earlier batches, encoded by an exponential moving average (EMA) of the encoder: many negatives with a small batch.',
  fields: {
    temperature: number({...temperatureField}),
    momentum: number({
      label: 'Momentum',
      symbol: 'm',
      help: 'How much of the average is kept at each EMA update. Near 1 the queue’s points stay comparable; at 0 the average is the encoder of the step before.',
      default: 0.99,
      range: [0, 0.999],
      step: 0.001,
      acts: 'next step',
      main: true,
    }),
    queue: number({
      label: 'Queue',
      symbol: 'K',
      help: 'How many earlier points are kept as negatives.',
      default: 1024,
      range: [64, 8192],
      scale: 'log',
      step: 'octave',
      integer: true,
      main: true,
    }),
  },
  needs: {targets: true, queue: true},
  negatives: 'queue',
  law: ({temperature}) => ({
    firstOnly: true,
    note: 'The negatives are the queue.',
    pushes: softmaxPushes(temperature),
  }),
});
