import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {softmaxPushes} from '../law.spec.ts';
import {objective} from '../objective.spec.ts';

export const supervised = objective({
  kind: 'supervised',
  label: 'Supervised contrast',
  help: 'Classes are given: everything of the anchor’s class is a positive, everything else a negative.',
  fields: {temperature: number({...temperatureField})},
  needs: {classes: true},
  negatives: 'otherClasses',
  law: ({temperature}) => ({
    note: 'The negatives are of other classes.',
    pushes: softmaxPushes(temperature),
  }),
});
