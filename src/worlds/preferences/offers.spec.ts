/** What worlds of pairs have to offer, as the page must know it before a world is opened. */
import type {SectionValue} from '../../spec/index.ts';
import type {preferenceSection} from './index.spec.ts';

type Settings = SectionValue<typeof preferenceSection>;

export interface PreferenceOffers {
  texts: boolean;
  lengths: boolean;
  /** Whether items are scored one by one, beside the choices. */
  scores: boolean;
}

type OffersOf = {[K in Settings['kind']]: (settings: Extract<Settings, {kind: K}>) => PreferenceOffers};

const OFFERS: OffersOf = {
  responses: () => ({texts: true, lengths: true, scores: true}),
  reviews: () => ({texts: true, lengths: true, scores: false}),
  file: () => ({texts: true, lengths: true, scores: false}),
  matches: () => ({texts: false, lengths: false, scores: false}),
};

export const preferenceOffersOf = (settings: Settings): PreferenceOffers =>
  (OFFERS[settings.kind] as (settings: Settings) => PreferenceOffers)(settings);
