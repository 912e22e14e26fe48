/** What the present settings mean for the pushes in a batch. */
import {lawOf} from '../../objectives/contrastive/index.spec.ts';
import type {ForceLaw} from '../../objectives/contrastive/law.spec.ts';
import {remembered} from '../../panels/remembered.ts';
import {settingOf} from '../../panels/temperature/penalty.ts';
import {presentNumber, trainedSettings} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';

export const temperatureOf = presentNumber('objective.temperature');
/** The t in the formula of uniformity. */
export const sharpnessOf = presentNumber('objective.t');

/** The temperature, or the one that acts like the objective's Gaussian potential. */
export const actingTemperatureOf = (state: RunState): number | undefined =>
  settingOf(temperatureOf(state), sharpnessOf(state))?.temperature;

/** How to compute every push and pull on a point, if the objective has such a law. */
export const forcesOf: (state: RunState) => ForceLaw | undefined = remembered(
  (state): ForceLaw | undefined => lawOf(trainedSettings(state).objective as {kind: string})?.forces,
  (state) => [state.spec, state.member, state.unconfirmed, state.stage, state.tick],
);
