/** Worlds by kind. To add one: a `name.spec.ts`, a `name.ts`, a line here and in `index.spec.ts`. */
import type {Resources} from '../engine/resources.ts';
import type {SectionValue} from '../spec/index.ts';
import {openEmoji} from './emoji.ts';
import type {worldSection} from './index.spec.ts';
import {openLatent} from './latent.ts';
import type {World} from './world.ts';

export async function openWorld(spec: SectionValue<typeof worldSection>, resources: Resources): Promise<World> {
  switch (spec.kind) {
    case 'emoji':
      return openEmoji(spec, resources);
    case 'digits':
      return (await import('./digits.ts')).openDigits(spec, resources);
    case 'glyphs':
      return (await import('./glyphs.ts')).openGlyphs(spec, resources);
    case 'latent':
      return openLatent(spec);
    case 'file':
      return (await import('./file.ts')).openFile(spec, resources);
    case 'drawn':
      return (await import('./drawn.ts')).openDrawn(spec);
    case 'sentences':
      return (await import('./sentences.ts')).openSentences(spec);
    case 'reviews':
      return (await import('./reviews.ts')).openReviews(spec, resources);
    case 'colours':
      return (await import('./colours.ts')).openColours(spec, resources);
    case 'pairs':
      return (await import('./pairs.ts')).openPairs(spec, resources);
  }
}
