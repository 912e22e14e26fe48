/** Every world of preference pairs. They are apart from those of views, because the page opens without them. */
import {type SectionValue, section} from '../spec/index.ts';
import {densityLine} from './densityLine/index.spec.ts';
import {idleIn, offersIn, type PreferenceOffers} from './faces.spec.ts';
import {filePreferences} from './file/preferences.spec.ts';
import {matches} from './matches/index.spec.ts';
import {responses} from './responses/index.spec.ts';
import {reviewPreferences} from './reviews/preferences.spec.ts';

export const preferenceSection = section('World', 'What is compared, and who chooses.', [
  responses,
  reviewPreferences,
  matches,
  densityLine,
  filePreferences,
]);

export type PreferenceSettings = SectionValue<typeof preferenceSection>;

/** What a world offers to a reward model. What a file has is known when it is opened. */
export const preferenceOffersOf = (settings: PreferenceSettings): PreferenceOffers =>
  offersIn(preferenceSection.parts, settings);

/** Names of a world's settings that nothing reads beside the others. */
export const idleInPreferences = (settings: PreferenceSettings): readonly string[] =>
  idleIn(preferenceSection.parts, settings);
