/** Every world, by the faces that it has: a world with both is in both lists. */
import {type SectionValue, section} from '../spec/index.ts';
import {colours} from './colours/index.spec.ts';
import {digits} from './digits/index.spec.ts';
import {drawn} from './drawn/index.spec.ts';
import {emoji} from './emoji/index.spec.ts';
import type {FacePart, PreferenceOffers, ViewsOffers} from './faces.spec.ts';
import {filePreferences} from './file/preferences.spec.ts';
import {fileViews} from './file/views.spec.ts';
import {glyphs} from './glyphs/index.spec.ts';
import {latent} from './latent/index.spec.ts';
import {matches} from './matches/index.spec.ts';
import {pairs} from './pairs/index.spec.ts';
import {responses} from './responses/index.spec.ts';
import {reviewPreferences} from './reviews/preferences.spec.ts';
import {reviewViews} from './reviews/views.spec.ts';
import {sentences} from './sentences/index.spec.ts';

export const viewsSection = section('World', 'Where the data comes from and what counts as a positive pair.', [
  emoji,
  latent,
  drawn,
  sentences,
  digits,
  glyphs,
  reviewViews,
  colours,
  pairs,
  fileViews,
]);

export const preferenceSection = section('World', 'What is compared, and who chooses.', [
  responses,
  reviewPreferences,
  matches,
  filePreferences,
]);

export type ViewsSettings = SectionValue<typeof viewsSection>;
export type PreferenceSettings = SectionValue<typeof preferenceSection>;

function offersIn<O>(parts: readonly FacePart<O>[], settings: {kind: string}): O {
  return parts.find(({kind}) => kind === settings.kind)!.offers(settings as never);
}

/** What a world offers to an encoder, as the page must know it before the world is opened. */
export const viewsOffersOf = (settings: ViewsSettings): ViewsOffers => offersIn(viewsSection.parts, settings);

/** What a world offers to a reward model. What a file has is known when it is opened. */
export const preferenceOffersOf = (settings: PreferenceSettings): PreferenceOffers =>
  offersIn(preferenceSection.parts, settings);
