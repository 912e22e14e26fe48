import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const decoupled = objective({
  kind: 'decoupled',
  label: 'Decoupled contrast',
  help: 'NT-Xent without the positive among the candidates: pairs that are already close are still pulled, which helps small batches.',
  fields: {temperature: number({...temperatureField})},
  negatives: 'all',
  law: ({temperature}) => ({pushes: softmaxPushes(temperature)}),
});
