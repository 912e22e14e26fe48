import {number, part} from '../../spec/index.ts';
import {temperatureField} from './infoNCE.spec.ts';

export const momentumQueue = part({
  kind: 'momentumQueue',
  label: 'Momentum queue',
  help: 'Negatives come from a queue of earlier batches, encoded by a copy that follows the encoder slowly: many negatives with a small batch.',
  fields: {
    temperature: number({...temperatureField}),
    momentum: number({
      label: 'Momentum',
      symbol: 'm',
      help: 'How slowly the copy follows. Near 1 the queue’s points stay comparable; at 0 the copy is the encoder of the step before.',
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
});
