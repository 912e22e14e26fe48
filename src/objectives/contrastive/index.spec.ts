import {type SectionValue, section} from '../../spec/index.ts';
import {alignmentUniformity} from './alignmentUniformity.spec.ts';
import {infoNCE} from './infoNCE.spec.ts';
import type {Needs} from './needs.ts';

export const objectiveSection = section('Objective', 'What the model is asked to do with a batch.', [
  infoNCE,
  alignmentUniformity,
]);

/** What each objective wants beside the points of a batch. */
export const NEEDS: Readonly<Record<SectionValue<typeof objectiveSection>['kind'], Needs>> = {
  infoNCE: {},
  alignmentUniformity: {},
};
