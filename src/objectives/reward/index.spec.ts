import {section} from '../../spec/index.ts';
import {bradleyTerry} from './bradleyTerry.spec.ts';
import {contrastive} from './contrastive.spec.ts';
import {davidson} from './davidson.spec.ts';
import {decorrelated} from './decorrelated.spec.ts';
import {hinge} from './hinge.spec.ts';
import {lengthControlled} from './lengthControlled.spec.ts';
import {lengthPenalised} from './lengthPenalised.spec.ts';
import {margin} from './margin.spec.ts';
import {mixed} from './mixed.spec.ts';
import {regression} from './regression.spec.ts';
import {smoothed} from './smoothed.spec.ts';

export const rewardObjectiveSection = section('Objective', 'What the reward is asked to explain.', [
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
]);

export type RewardObjectiveKind = (typeof rewardObjectiveSection)['parts'][number]['kind'];

/** What an objective must be given beside rewards and choices. */
export interface RewardNeeds {
  lengths?: true;
  scores?: true;
  coefficient?: true;
  looks?: true;
}

export const REWARD_NEEDS: Readonly<Record<RewardObjectiveKind, RewardNeeds>> = {
  bradleyTerry: {},
  margin: {},
  smoothed: {},
  davidson: {},
  hinge: {},
  regression: {scores: true},
  mixed: {scores: true},
  contrastive: {looks: true},
  lengthControlled: {lengths: true, coefficient: true},
  lengthPenalised: {lengths: true},
  decorrelated: {lengths: true},
};
