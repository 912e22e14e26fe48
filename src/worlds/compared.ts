import type {Compared} from './points.ts';
import type {PreferenceWorld} from './preferenceWorld.ts';

/** What the page must know of a world of pairs. */
export function comparedOf(world: PreferenceWorld): Compared {
  const {slots, pairs, train, length, candidates, features, wording, league, categories, about} = world;
  return {
    unseen: Array.from(slots[pairs].initial!([0, 0])).slice(2 * train),
    unit: length?.unit ?? 1,
    counted: length?.counted ?? 'words',
    each: candidates?.each ?? 0,
    features: features.map(({label}) => label),
    ...(league && {league}),
    ...(categories && {categories}),
    ...(about && {about}),
    ...(wording && {words: {vocabulary: wording.vocabulary, most: wording.most}}),
  };
}
