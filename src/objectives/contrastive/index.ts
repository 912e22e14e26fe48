/**
 * Contrastive objectives by kind. To add one: a folder with `index.spec.ts`, `loss.ts` and `formula.ts`, and a line here, in
 * `index.spec.ts` and in `../formulas.ts`.
 */
import {alignmentUniformity} from './alignmentUniformity/loss.ts';
import {barlowTwins} from './barlowTwins/loss.ts';
import {debiased} from './debiased/loss.ts';
import {decoupled} from './decoupled/loss.ts';
import {hardNegatives} from './hardNegatives/loss.ts';
import type {ObjectiveSettings} from './index.spec.ts';
import {infoNCE} from './infoNCE/loss.ts';
import {momentumQueue} from './momentumQueue/loss.ts';
import type {ContrastiveObjective} from './objective.ts';
import {simSiam} from './simSiam/loss.ts';
import {spectral} from './spectral/loss.ts';
import {supervised} from './supervised/loss.ts';
import {triplet} from './triplet/loss.ts';
import {vicReg} from './vicReg/loss.ts';

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
