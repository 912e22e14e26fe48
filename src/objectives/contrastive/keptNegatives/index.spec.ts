import {number} from '../../../spec/index.ts';
import {temperatureField} from '../infoNCE/index.spec.ts';
import {keptField, keptLaw, sideField} from '../kept.spec.ts';
import {objective} from '../objective.spec.ts';

export const keptNegatives = objective({
  kind: 'keptNegatives',
  label: 'Kept negatives',
  help: 'InfoNCE both ways with only the hardest, or only the easiest, of each anchor’s negatives.',
  fields: {temperature: number({...temperatureField}), kept: keptField, side: sideField},
  needs: {mostPairs: 256},
  negatives: 'facing',
  law: keptLaw,
});
