/** The figure of a study as small as a card: no axes, no names. The text beside it says what was found. */
import type {Feed} from '../data.ts';
import {useCanvas} from '../frame/useCanvas.ts';
import type {StudyPicture} from './data.ts';
import {drawStudy} from './draw.ts';
import {studyLayout} from './layout.ts';

const NO_FEEDS: readonly Feed<unknown>[] = [];

export function Thumbnail({picture}: {picture: StudyPicture}) {
  const {ref} = useCanvas((surface) => {
    drawStudy(surface, studyLayout(picture, {width: surface.width, height: surface.height, small: true}));
    return false;
  }, NO_FEEDS);
  return <canvas className="study-thumbnail" ref={ref} aria-hidden />;
}
