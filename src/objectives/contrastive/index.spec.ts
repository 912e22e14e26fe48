import {type SectionValue, section} from '../../spec/index.ts';
import {alignmentUniformity} from './alignmentUniformity.spec.ts';
import {barlowTwins} from './barlowTwins.spec.ts';
import {debiased} from './debiased.spec.ts';
import {decoupled} from './decoupled.spec.ts';
import {hardNegatives} from './hardNegatives.spec.ts';
import {infoNCE} from './infoNCE.spec.ts';
import {momentumQueue} from './momentumQueue.spec.ts';
import type {Needs} from './needs.spec.ts';
import {simSiam} from './simSiam.spec.ts';
import {spectral} from './spectral.spec.ts';
import {supervised} from './supervised.spec.ts';
import {triplet} from './triplet.spec.ts';
import {vicReg} from './vicReg.spec.ts';

export const objectiveSection = section('Objective', 'What the model is asked to do with a batch.', [
  infoNCE,
  alignmentUniformity,
  supervised,
  decoupled,
  debiased,
  hardNegatives,
  momentumQueue,
  triplet,
  spectral,
  vicReg,
  barlowTwins,
  simSiam,
]);

export type ObjectiveKind = SectionValue<typeof objectiveSection>['kind'];

/** What each objective wants beside the points of a batch. */
export const NEEDS: Readonly<Record<ObjectiveKind, Needs>> = {
  infoNCE: {},
  alignmentUniformity: {},
  supervised: {classes: true},
  decoupled: {},
  debiased: {},
  hardNegatives: {},
  momentumQueue: {targets: true, queue: true},
  triplet: {},
  spectral: {},
  vicReg: {},
  barlowTwins: {},
  simSiam: {predictor: true},
};
