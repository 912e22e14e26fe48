import {type PreferenceSettings, preferenceOffersOf} from '../../worlds/preferences.spec.ts';
import {presentStage} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';

/** Whether the items that are compared have a length. */
export const hasLengths = (state: RunState): boolean =>
  preferenceOffersOf((presentStage(state).spec as {world: PreferenceSettings}).world).lengths;
