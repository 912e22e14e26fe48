import {type SectionValue, section} from '../../spec/index.ts';
import {alignmentUniformity} from './alignmentUniformity/index.spec.ts';
import {barlowTwins} from './barlowTwins/index.spec.ts';
import {classMixture} from './classMixture/index.spec.ts';
import {crossEntropy} from './crossEntropy/index.spec.ts';
import {debiased} from './debiased/index.spec.ts';
import {decoupled} from './decoupled/index.spec.ts';
import {dualView} from './dualView/index.spec.ts';
import {givenTriplets} from './givenTriplets/index.spec.ts';
import {hardNegatives} from './hardNegatives/index.spec.ts';
import {infoNCE} from './infoNCE/index.spec.ts';
import {joint} from './joint/index.spec.ts';
import {keptNegatives} from './keptNegatives/index.spec.ts';
import type {Law, Negatives} from './law.spec.ts';
import {momentumQueue} from './momentumQueue/index.spec.ts';
import type {Needs, ObjectivePart} from './objective.spec.ts';
import {sepCLR} from './sepCLR/index.spec.ts';
import {simple} from './simple/index.spec.ts';
import {simSiam} from './simSiam/index.spec.ts';
import {spectral} from './spectral/index.spec.ts';
import {supervised} from './supervised/index.spec.ts';
import {triplet} from './triplet/index.spec.ts';
import {vicReg} from './vicReg/index.spec.ts';

export const objectiveSection = section('Objective', 'What the model is asked to do with a batch.', [
  infoNCE,
  alignmentUniformity,
  supervised,
  joint,
  decoupled,
  debiased,
  hardNegatives,
  keptNegatives,
  simple,
  momentumQueue,
  dualView,
  triplet,
  givenTriplets,
  spectral,
  vicReg,
  barlowTwins,
  simSiam,
  sepCLR,
  crossEntropy,
  classMixture,
]);

export type ObjectiveKind = SectionValue<typeof objectiveSection>['kind'];

export type ObjectiveSettings = SectionValue<typeof objectiveSection>;

const partNamed = (kind: string): ObjectivePart | undefined => objectiveSection.parts.find((one) => one.kind === kind);

/** What an objective needs beside the points of a batch. */
export const needsOf = (kind: ObjectiveKind): Needs => partNamed(kind)!.needs;

/** Whether an objective works on the head alone, because nothing else has what it compares with. */
export function headAlone(kind: ObjectiveKind): boolean {
  const {predictor, targets, salient, classifier, third} = needsOf(kind);
  return Boolean(predictor || targets || salient || classifier || third);
}

/** Whether an objective lets some pairs count more than others. */
export const weighs = (kind: ObjectiveKind): boolean => partNamed(kind)!.weighs === true;

/** How an objective with these settings weighs the negatives of a view; undefined where it has no weight for each. */
export const lawOf = (settings: {kind: string}): Law | undefined => partNamed(settings.kind)?.law?.(settings as never);

/** Which points its law weighs. */
export function negativesOf(settings: {kind: string}): Negatives | undefined {
  const negatives = partNamed(settings.kind)?.negatives;
  return typeof negatives === 'function' ? negatives(settings as never) : negatives;
}
