import {number, part} from '../../spec/index.ts';
import {temperatureField} from './infoNCE.spec.ts';

export const supervised = part({
  kind: 'supervised',
  label: 'Supervised contrast',
  help: 'Classes are told: everything of the anchor’s class is a positive, everything else a negative.',
  fields: {temperature: number({...temperatureField})},
});
