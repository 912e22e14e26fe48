import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const decoupled = objective({
  kind: 'decoupled',
  label: 'Decoupled contrast',
  help: 'NT-Xent without the positive among the candidates: a pair that is close already goes on being pulled, so small batches teach as much.',
  fields: {temperature: number({...temperatureField})},
  law: ({temperature}) => ({negatives: 'all', pushes: softmaxPushes(temperature)}),
});
