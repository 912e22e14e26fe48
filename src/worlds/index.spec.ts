/** Every world that shows views. Those of preference pairs are in `preferences.spec.ts`; a world with both faces is in both. */
import {type SectionValue, section} from '../spec/index.ts';
import {citations} from './citations/index.spec.ts';
import {colours} from './colours/index.spec.ts';
import {digits} from './digits/index.spec.ts';
import {drawn} from './drawn/index.spec.ts';
import {emoji} from './emoji/index.spec.ts';
import {idleIn, offersIn, type ViewsOffers} from './faces.spec.ts';
import {fileViews} from './file/views.spec.ts';
import {gaussian} from './gaussian/index.spec.ts';
import {glyphs} from './glyphs/index.spec.ts';
import {latent} from './latent/index.spec.ts';
import {pairs} from './pairs/index.spec.ts';
import {reviewViews} from './reviews/views.spec.ts';
import {salient} from './salient/index.spec.ts';
import {sentences} from './sentences/index.spec.ts';

export const viewsSection = section('World', 'Where the data comes from and what counts as a positive pair.', [
  emoji,
  latent,
  drawn,
  gaussian,
  salient,
  citations,
  sentences,
  digits,
  glyphs,
  reviewViews,
  colours,
  pairs,
  fileViews,
]);

export type ViewsSettings = SectionValue<typeof viewsSection>;

/** What a world offers to an encoder, as the page must know it before the world is opened. */
export const viewsOffersOf = (settings: ViewsSettings): ViewsOffers => offersIn(viewsSection.parts, settings);

/** Names of a world's settings that nothing reads beside the others. */
export const idleInViews = (settings: ViewsSettings): readonly string[] => idleIn(viewsSection.parts, settings);
