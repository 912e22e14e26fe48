import {type SectionValue, section} from '../../spec/index.ts';
import {bradleyTerry} from './bradleyTerry/index.spec.ts';
import {commonGradient} from './commonGradient/index.spec.ts';
import {contrastive} from './contrastive/index.spec.ts';
import {davidson} from './davidson/index.spec.ts';
import {decorrelated} from './decorrelated/index.spec.ts';
import {focal} from './focal/index.spec.ts';
import {hinge} from './hinge/index.spec.ts';
import {lengthControlled} from './lengthControlled/index.spec.ts';
import {lengthPenalised} from './lengthPenalised/index.spec.ts';
import {logisticProbe} from './logisticProbe/index.spec.ts';
import {margin} from './margin/index.spec.ts';
import {meanDifference} from './meanDifference/index.spec.ts';
import {mixed} from './mixed/index.spec.ts';
import type {MatchModel, RewardNeeds, RewardObjectivePart} from './objective.spec.ts';
import {oodMeta} from './oodMeta/index.spec.ts';
import {pairConsistency} from './pairConsistency/index.spec.ts';
import {priorBound} from './priorBound/index.spec.ts';
import {regression} from './regression/index.spec.ts';
import {smoothed} from './smoothed/index.spec.ts';
import {strengthMargin} from './strengthMargin/index.spec.ts';
import {strengthScaled} from './strengthScaled/index.spec.ts';
import {votedStrength} from './votedStrength/index.spec.ts';
import {voteMargin} from './voteMargin/index.spec.ts';

export const rewardObjectiveSection = section('Objective', 'What the reward is asked to explain.', [
  bradleyTerry,
  margin,
  smoothed,
  davidson,
  hinge,
  focal,
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
]);

export type RewardObjectiveSettings = SectionValue<typeof rewardObjectiveSection>;
export type RewardObjectiveKind = RewardObjectiveSettings['kind'];

const partNamed = (kind: string): RewardObjectivePart | undefined =>
  rewardObjectiveSection.parts.find((one) => one.kind === kind);

/** What an objective must be given beside rewards and choices. */
export const rewardNeedsOf = (kind: RewardObjectiveKind): RewardNeeds => partNamed(kind)!.needs;

/** How a match between two teams is taken to end under an objective. */
export const matchModelOf = (settings: {kind: string}): MatchModel =>
  partNamed(settings.kind)?.matchModel?.(settings as never) ?? {tieRate: 0, likelihood: false};
