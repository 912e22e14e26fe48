/** What worlds have to offer, as the page must know it before a world is opened. */
import type {SectionValue} from '../spec/index.ts';
import type {worldSection} from './index.spec.ts';

export type WorldSettings = SectionValue<typeof worldSection>;

export interface Offers {
  /** What each tower's encoder reads. */
  inputs: readonly ('vectors' | 'pictures' | 'tokens')[];
  /** Whether every thing has a class. */
  classes: boolean;
}

type OffersOf = {[K in WorldSettings['kind']]: (settings: Extract<WorldSettings, {kind: K}>) => Offers};

const OFFERS: OffersOf = {
  emoji: () => ({inputs: ['pictures'], classes: true}),
  digits: () => ({inputs: ['pictures'], classes: true}),
  glyphs: () => ({inputs: ['pictures'], classes: true}),
  latent: () => ({inputs: ['vectors'], classes: true}),
  file: ({file}) => ({inputs: [file.holds === 'vectors' ? 'vectors' : 'tokens'], classes: file.classes > 1}),
  drawn: ({dabs}) => ({inputs: ['vectors'], classes: dabs.some(([of]) => of !== dabs[0][0])}),
  sentences: () => ({inputs: ['tokens'], classes: true}),
  reviews: () => ({inputs: ['tokens'], classes: true}),
  pairs: () => ({inputs: ['pictures', 'tokens'], classes: true}),
  colours: () => ({inputs: ['vectors', 'tokens'], classes: true}),
};

export const offersOf = (settings: WorldSettings): Offers =>
  (OFFERS[settings.kind] as (settings: WorldSettings) => Offers)(settings);
