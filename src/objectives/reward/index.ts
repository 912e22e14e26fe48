/** Reward objectives by kind. To add one: a `name.spec.ts`, a `name.ts`, a line here and in `index.spec.ts`. */
import {bradleyTerry} from './bradleyTerry.ts';
import {contrastive} from './contrastive.ts';
import {davidson} from './davidson.ts';
import {decorrelated} from './decorrelated.ts';
import {hinge} from './hinge.ts';
import type {RewardObjectiveKind} from './index.spec.ts';
import {lengthControlled} from './lengthControlled.ts';
import {lengthPenalised} from './lengthPenalised.ts';
import {margin} from './margin.ts';
import {mixed} from './mixed.ts';
import type {RewardObjective} from './objective.ts';
import {regression} from './regression.ts';
import {smoothed} from './smoothed.ts';

export const rewardObjectives: Readonly<Record<RewardObjectiveKind, RewardObjective>> = {
  bradleyTerry,
  margin,
  smoothed,
  davidson,
  hinge,
  regression,
  mixed,
  contrastive,
  lengthControlled,
  lengthPenalised,
  decorrelated,
};
