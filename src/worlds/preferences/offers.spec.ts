/** What worlds of pairs have to offer, as the page must know it before a world is opened. */
import type {SectionValue} from '../../spec/index.ts';
import type {preferenceSection} from './index.spec.ts';

export type PreferenceSettings = SectionValue<typeof preferenceSection>;

export interface PreferenceOffers {
  texts: boolean;
  lengths: boolean;
  /** Whether items are scored one by one, beside the choices. */
  scores: boolean;
}

type OffersOf = {
  [K in PreferenceSettings['kind']]: (settings: Extract<PreferenceSettings, {kind: K}>) => PreferenceOffers;
};

const OFFERS: OffersOf = {
  responses: () => ({texts: true, lengths: true, scores: true}),
  reviews: () => ({texts: true, lengths: true, scores: false}),
  // What a file has is known when it is opened.
  file: () => ({texts: true, lengths: true, scores: true}),
  matches: () => ({texts: false, lengths: false, scores: false}),
};

export const preferenceOffersOf = (settings: PreferenceSettings): PreferenceOffers =>
  (OFFERS[settings.kind] as (settings: PreferenceSettings) => PreferenceOffers)(settings);
