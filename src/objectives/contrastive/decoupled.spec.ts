import {number, part} from '../../spec/index.ts';
import {temperatureField} from './infoNCE.spec.ts';

export const decoupled = part({
  kind: 'decoupled',
  label: 'Decoupled contrast',
  help: 'NT-Xent without the positive among the candidates: a pair that is close already goes on being pulled, so small batches teach as much.',
  fields: {temperature: number({...temperatureField})},
});
