/** Contrastive objectives by kind. To add one: a `name.spec.ts`, a `name.ts`, a line here and in `index.spec.ts`. */
import type {SectionValue} from '../../spec/index.ts';
import {alignmentUniformity} from './alignmentUniformity.ts';
import {barlowTwins} from './barlowTwins.ts';
import {debiased} from './debiased.ts';
import {decoupled} from './decoupled.ts';
import {hardNegatives} from './hardNegatives.ts';
import type {objectiveSection} from './index.spec.ts';
import {infoNCE} from './infoNCE.ts';
import {momentumQueue} from './momentumQueue.ts';
import type {ContrastiveObjective} from './objective.ts';
import {simSiam} from './simSiam.ts';
import {spectral} from './spectral.ts';
import {supervised} from './supervised.ts';
import {triplet} from './triplet.ts';
import {vicReg} from './vicReg.ts';

export type ObjectiveSettings = SectionValue<typeof objectiveSection>;

type Objectives = {[K in ObjectiveSettings['kind']]: ContrastiveObjective<Extract<ObjectiveSettings, {kind: K}>>};

export const contrastiveObjectives: Objectives = {
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
};

/** The objective that the settings name; it takes those settings and no others. */
export const objectiveOf = ({kind}: ObjectiveSettings) =>
  contrastiveObjectives[kind] as ContrastiveObjective<ObjectiveSettings>;
