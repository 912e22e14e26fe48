/** Worlds of preference pairs by kind. To add one: a `name.spec.ts`, a `name.ts`, a line here and in `index.spec.ts`. */
import type {Resources} from '../../engine/resources.ts';
import type {PreferenceSettings} from './offers.spec.ts';
import type {PreferenceWorld} from './world.ts';

export async function openPreferences(spec: PreferenceSettings, resources: Resources): Promise<PreferenceWorld> {
  switch (spec.kind) {
    case 'responses':
      return (await import('./responses.ts')).openResponses(spec);
    case 'reviews':
      return (await import('./reviews.ts')).openReviewPairs(spec, resources);
    case 'file':
      return (await import('./file.ts')).openPreferenceFile(spec, resources);
    case 'matches':
      return (await import('./matches.ts')).openMatches(spec, resources);
  }
}
