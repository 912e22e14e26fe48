/**
 * Reward objectives by kind. To add one: a folder with `index.spec.ts`, `loss.ts` and `formula.ts`, and a line here, in
 * `index.spec.ts` and in `../formulas.ts`.
 */
import {bradleyTerry} from './bradleyTerry/loss.ts';
import {commonGradient} from './commonGradient/loss.ts';
import {contrastive} from './contrastive/loss.ts';
import {davidson} from './davidson/loss.ts';
import {decorrelated} from './decorrelated/loss.ts';
import {focal} from './focal/loss.ts';
import {hinge} from './hinge/loss.ts';
import type {RewardObjectiveKind} from './index.spec.ts';
import {lengthControlled} from './lengthControlled/loss.ts';
import {lengthPenalised} from './lengthPenalised/loss.ts';
import {logisticProbe} from './logisticProbe/loss.ts';
import {margin} from './margin/loss.ts';
import {meanDifference} from './meanDifference/loss.ts';
import {mixed} from './mixed/loss.ts';
import type {RewardObjective} from './objective.ts';
import {oodMeta} from './oodMeta/loss.ts';
import {pairConsistency} from './pairConsistency/loss.ts';
import {priorBound} from './priorBound/loss.ts';
import {regression} from './regression/loss.ts';
import {smoothed} from './smoothed/loss.ts';
import {strengthMargin} from './strengthMargin/loss.ts';
import {strengthScaled} from './strengthScaled/loss.ts';
import {votedStrength} from './votedStrength/loss.ts';
import {voteMargin} from './voteMargin/loss.ts';

export const rewardObjectives: Readonly<Record<RewardObjectiveKind, RewardObjective>> = {
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
