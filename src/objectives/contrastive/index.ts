/**
 * Contrastive objectives by kind. To add one: a folder with `index.spec.ts`, `loss.ts` and `formula.ts`, and a line here, in
 * `index.spec.ts` and in `../formulas.ts`. The one that the page opens with is there at once, the others are loaded when a run
 * needs them.
 */
import {Parts} from '../../engine/parts.ts';
import type {ObjectiveSettings} from './index.spec.ts';
import {infoNCE} from './infoNCE/loss.ts';
import type {ContrastiveObjective} from './objective.ts';

type Objectives = {[K in ObjectiveSettings['kind']]: ContrastiveObjective<Extract<ObjectiveSettings, {kind: K}>>};

export const contrastiveObjectives = new Parts<Objectives>({
  infoNCE: () => infoNCE,
  alignmentUniformity: async () => (await import('./alignmentUniformity/loss.ts')).alignmentUniformity,
  supervised: async () => (await import('./supervised/loss.ts')).supervised,
  joint: async () => (await import('./joint/loss.ts')).joint,
  decoupled: async () => (await import('./decoupled/loss.ts')).decoupled,
  debiased: async () => (await import('./debiased/loss.ts')).debiased,
  hardNegatives: async () => (await import('./hardNegatives/loss.ts')).hardNegatives,
  keptNegatives: async () => (await import('./keptNegatives/loss.ts')).keptNegatives,
  simple: async () => (await import('./simple/loss.ts')).simple,
  momentumQueue: async () => (await import('./momentumQueue/loss.ts')).momentumQueue,
  dualView: async () => (await import('./dualView/loss.ts')).dualView,
  triplet: async () => (await import('./triplet/loss.ts')).triplet,
  givenTriplets: async () => (await import('./givenTriplets/loss.ts')).givenTriplets,
  spectral: async () => (await import('./spectral/loss.ts')).spectral,
  vicReg: async () => (await import('./vicReg/loss.ts')).vicReg,
  barlowTwins: async () => (await import('./barlowTwins/loss.ts')).barlowTwins,
  simSiam: async () => (await import('./simSiam/loss.ts')).simSiam,
  sepCLR: async () => (await import('./sepCLR/loss.ts')).sepCLR,
  crossEntropy: async () => (await import('./crossEntropy/loss.ts')).crossEntropy,
  classMixture: async () => (await import('./classMixture/loss.ts')).classMixture,
});

/** The objective that the settings name, once it is loaded; it takes those settings and no others. */
export const objectiveOf = ({kind}: ObjectiveSettings) =>
  contrastiveObjectives.of(kind) as ContrastiveObjective<ObjectiveSettings>;
