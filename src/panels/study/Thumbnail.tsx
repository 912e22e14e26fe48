/** The figure of a study as small as a card: no axes, no names. The text beside it says what was found. */
import type {Feed} from '../data.ts';
import {useCanvas} from '../frame/useCanvas.ts';
import {type Card, cardShapes} from './card.ts';
import {drawStudy} from './draw.ts';

const NO_FEEDS: readonly Feed<unknown>[] = [];

export function Thumbnail({card}: {card: Card}) {
  const {ref} = useCanvas((surface) => {
    drawStudy(surface, cardShapes(card, surface));
    return false;
  }, NO_FEEDS);
  return <canvas className="study-thumbnail" ref={ref} aria-hidden />;
}
