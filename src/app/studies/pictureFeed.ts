import type {Feed} from '../../panels/data.ts';
import type {StudyPicture} from '../../panels/study/data.ts';
import {pictureOf} from '../../panels/study/picture.ts';
import type {Results} from '../../studies/kit/results.ts';
import type {Study} from '../../studies/kit/study.ts';
import type {StudySession, StudyState} from './session.ts';

/** The figure's data, made anew when a value has come. */
export function pictureFeed(
  study: Pick<Study, 'figure' | 'arms' | 'measures'>,
  file: Results | undefined,
  {store}: StudySession,
): Feed<StudyPicture> {
  const make = ({values, seeds, seed}: StudyState) =>
    pictureOf(study, file, {values, seeds: seed === undefined ? seeds : [...seeds, seed]});
  let made = {of: store.getState().values, picture: make(store.getState())};
  return {
    get() {
      const state = store.getState();
      if (made.of !== state.values) made = {of: state.values, picture: make(state)};
      return made.picture;
    },
    subscribe: (listener) => store.subscribe((now, before) => now.values !== before.values && listener()),
  };
}
