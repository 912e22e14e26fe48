/**
 * Opens worlds by kind. To add one: a folder with `index.spec.ts` and `views.ts` or `preferences.ts` (with both, a spec file
 * for each face and a `load.ts`), and a line here and in `index.spec.ts`. The worlds that the page can open with are there
 * at once, the others are loaded when a run needs them.
 */
import type {Resources} from '../engine/resources.ts';
import {comparedOf} from './compared.ts';
import {openEmoji} from './emoji/views.ts';
import type {ViewsSettings} from './index.spec.ts';
import {openLatent} from './latent/views.ts';
import type {PreferenceSettings} from './preferences.spec.ts';
import type {PreferenceWorld} from './preferenceWorld.ts';
import type {World} from './world.ts';

export async function openViews(spec: ViewsSettings, resources: Resources): Promise<World> {
  switch (spec.kind) {
    case 'emoji':
      return openEmoji(spec, resources);
    case 'digits':
      return (await import('./digits/views.ts')).openDigits(spec, resources);
    case 'glyphs':
      return (await import('./glyphs/views.ts')).openGlyphs(spec, resources);
    case 'latent':
      return openLatent(spec);
    case 'file':
      return (await import('./file/views.ts')).openFileViews(spec, resources);
    case 'drawn':
      return (await import('./drawn/views.ts')).openDrawn(spec);
    case 'gaussian':
      return (await import('./gaussian/views.ts')).openGaussian(spec);
    case 'citations':
      return (await import('./citations/views.ts')).openCitations(spec);
    case 'salient':
      return (await import('./salient/views.ts')).openSalient(spec);
    case 'sentences':
      return (await import('./sentences/views.ts')).openSentences(spec);
    case 'reviews':
      return (await import('./reviews/views.ts')).openReviewViews(spec, resources);
    case 'colours':
      return (await import('./colours/views.ts')).openColours(spec, resources);
    case 'pairs':
      return (await import('./pairs/views.ts')).openPairs(spec, resources);
  }
}

/** With what the page must know of the pairs among the world's points. */
export async function openPreferences(spec: PreferenceSettings, resources: Resources): Promise<PreferenceWorld> {
  const world = await openPairs(spec, resources);
  Object.assign(world.points, {compared: comparedOf(world)});
  return world;
}

async function openPairs(spec: PreferenceSettings, resources: Resources): Promise<PreferenceWorld> {
  switch (spec.kind) {
    case 'responses':
      return (await import('./responses/preferences.ts')).loadResponses(spec);
    case 'reviews':
      return (await import('./reviews/preferences.ts')).openReviewPreferences(spec, resources);
    case 'file':
      return (await import('./file/preferences.ts')).openFilePreferences(spec, resources);
    case 'matches':
      return (await import('./matches/preferences.ts')).openMatches(spec, resources);
    case 'densityLine':
      return (await import('./densityLine/preferences.ts')).openDensityLine(spec);
  }
}
