import {section} from '../../spec/index.ts';
import {alignmentUniformity} from './alignmentUniformity.spec.ts';
import {infoNCE} from './infoNCE.spec.ts';

export const objectiveSection = section('Objective', 'What the model is asked to do with a batch.', [
  infoNCE,
  alignmentUniformity,
]);
