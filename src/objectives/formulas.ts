/** The formulas of all objectives, typeset when the page is built. They are large: the page loads them when one is asked for. */
import {formula as alignmentUniformity} from './contrastive/alignmentUniformity/formula.ts';
import {formula as barlowTwins} from './contrastive/barlowTwins/formula.ts';
import {formula as classMixture} from './contrastive/classMixture/formula.ts';
import {formula as crossEntropy} from './contrastive/crossEntropy/formula.ts';
import {formula as debiased} from './contrastive/debiased/formula.ts';
import {formula as decoupled} from './contrastive/decoupled/formula.ts';
import {formula as dualView} from './contrastive/dualView/formula.ts';
import {formula as givenTriplets} from './contrastive/givenTriplets/formula.ts';
import {formula as hardNegatives} from './contrastive/hardNegatives/formula.ts';
import type {ObjectiveKind, ObjectiveSettings} from './contrastive/index.spec.ts';
import {formula as infoNCE} from './contrastive/infoNCE/formula.ts';
import {formula as joint} from './contrastive/joint/formula.ts';
import {formula as keptNegatives} from './contrastive/keptNegatives/formula.ts';
import {formula as momentumQueue} from './contrastive/momentumQueue/formula.ts';
import {formula as sepCLR} from './contrastive/sepCLR/formula.ts';
import {formula as simple} from './contrastive/simple/formula.ts';
import {formula as simSiam} from './contrastive/simSiam/formula.ts';
import {formula as spectral} from './contrastive/spectral/formula.ts';
import {formula as supervised} from './contrastive/supervised/formula.ts';
import {PLACES} from './contrastive/symbols.ts';
import {formula as triplet} from './contrastive/triplet/formula.ts';
import {formula as vicReg} from './contrastive/vicReg/formula.ts';
import {formula as apoDown} from './policy/apoDown/formula.ts';
import {formula as apoZero} from './policy/apoZero/formula.ts';
import {formula as bestOfNCloning} from './policy/bestOfNCloning/formula.ts';
import {formula as copg} from './policy/copg/formula.ts';
import {formula as cream} from './policy/cream/formula.ts';
import {formula as dno} from './policy/dno/formula.ts';
import {formula as dpo} from './policy/dpo/formula.ts';
import {formula as grpo} from './policy/grpo/formula.ts';
import type {PolicyObjectiveKind, PolicyObjectiveSettings} from './policy/index.spec.ts';
import {formula as infoNCA} from './policy/infoNCA/formula.ts';
import {formula as ipo} from './policy/ipo/formula.ts';
import {formula as kto} from './policy/kto/formula.ts';
import {formula as nca} from './policy/nca/formula.ts';
import {formula as pmpo} from './policy/pmpo/formula.ts';
import {formula as ppo} from './policy/ppo/formula.ts';
import {formula as quark} from './policy/quark/formula.ts';
import {formula as rankMargin} from './policy/rankMargin/formula.ts';
import {formula as reinforce} from './policy/reinforce/formula.ts';
import {formula as rewardWeighted} from './policy/rewardWeighted/formula.ts';
import {formula as rloo} from './policy/rloo/formula.ts';
import {formula as sft} from './policy/sft/formula.ts';
import {formula as simpo} from './policy/simpo/formula.ts';
import {formula as bradleyTerry} from './reward/bradleyTerry/formula.ts';
import {formula as commonGradient} from './reward/commonGradient/formula.ts';
import {formula as contrastive} from './reward/contrastive/formula.ts';
import {formula as davidson} from './reward/davidson/formula.ts';
import {formula as decorrelated} from './reward/decorrelated/formula.ts';
import {formula as focal} from './reward/focal/formula.ts';
import {formula as hinge} from './reward/hinge/formula.ts';
import type {RewardObjectiveKind} from './reward/index.spec.ts';
import {formula as lengthControlled} from './reward/lengthControlled/formula.ts';
import {formula as lengthPenalised} from './reward/lengthPenalised/formula.ts';
import {formula as logisticProbe} from './reward/logisticProbe/formula.ts';
import {formula as margin} from './reward/margin/formula.ts';
import {formula as meanDifference} from './reward/meanDifference/formula.ts';
import {formula as mixed} from './reward/mixed/formula.ts';
import {formula as oodMeta} from './reward/oodMeta/formula.ts';
import {formula as pairConsistency} from './reward/pairConsistency/formula.ts';
import {formula as priorBound} from './reward/priorBound/formula.ts';
import {formula as regression} from './reward/regression/formula.ts';
import {formula as smoothed} from './reward/smoothed/formula.ts';
import {formula as strengthMargin} from './reward/strengthMargin/formula.ts';
import {formula as strengthScaled} from './reward/strengthScaled/formula.ts';
import {formula as votedStrength} from './reward/votedStrength/formula.ts';
import {formula as voteMargin} from './reward/voteMargin/formula.ts';

/** A formula, or one for the objective's settings. */
type FormulaOf<S> = string | ((settings: S) => string);

type ContrastiveFormulas = {[K in ObjectiveKind]: FormulaOf<Extract<ObjectiveSettings, {kind: K}>>};

const CONTRASTIVE: ContrastiveFormulas = {
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
};

const REWARD: Readonly<Record<RewardObjectiveKind, string>> = {
  bradleyTerry,
  margin,
  smoothed,
  davidson,
  focal,
  hinge,
  regression,
  mixed,
  contrastive,
  lengthControlled,
  lengthPenalised,
  decorrelated,
  strengthMargin,
  strengthScaled,
  commonGradient,
  priorBound,
  pairConsistency,
  voteMargin,
  votedStrength,
  oodMeta,
  logisticProbe,
  meanDifference,
};

type PolicyFormulas = {[K in PolicyObjectiveKind]: FormulaOf<Extract<PolicyObjectiveSettings, {kind: K}>>};

const POLICY: PolicyFormulas = {
  sft,
  rewardWeighted,
  bestOfNCloning,
  dpo,
  ipo,
  kto,
  simpo,
  nca,
  infoNCA,
  copg,
  apoZero,
  apoDown,
  pmpo,
  rankMargin,
  quark,
  dno,
  cream,
  reinforce,
  rloo,
  grpo,
  ppo,
};

interface Family {
  formulas: Readonly<Record<string, FormulaOf<never>>>;
  /** What stands before each of them. */
  before: string;
}

/** By the program whose objectives they are. */
const FAMILIES: Readonly<Record<string, Family>> = {
  encoder: {formulas: CONTRASTIVE, before: PLACES},
  reward: {formulas: REWARD, before: ''},
  policy: {formulas: POLICY, before: ''},
};

/** What a run of a program makes small, by the settings of its objective; undefined where there is no such objective. */
export function objectiveFormula(program: string, settings: {kind: string}): string | undefined {
  const family = FAMILIES[program];
  const found = family?.formulas[settings.kind];
  if (found === undefined) return undefined;
  return family.before + (typeof found === 'string' ? found : found(settings as never));
}
