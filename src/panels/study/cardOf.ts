/** Lays out the figure of a study as small as a card. */
import {type Card, ROOM} from './card.ts';
import type {StudyPicture} from './data.ts';
import {studyLayout} from './layout.ts';

const halves = (value: number) => Math.round(2 * value);
const tenths = (value: number) => Math.round(10 * value);
const hundredths = (value: number) => Math.round(100 * value);

export function cardOf(picture: StudyPicture): Card {
  const {plot, across, down, dots, lines, cells} = studyLayout(picture, {...ROOM, small: true});
  return {
    plot: [plot.left, plot.top, plot.right, plot.bottom].map(halves),
    across: across.map(halves),
    down: down.map(halves),
    dots: dots.map(({x, y, radius, tone}) => [halves(x), halves(y), tenths(radius), tone]),
    lines: lines.map(({x, y, width, tone}) => [x.map(halves), y.map(halves), tenths(width), tone]),
    cells: cells.map(({left, top, right, bottom, lean}) => [
      ...[left, top, right, bottom].map(halves),
      hundredths(lean),
    ]),
  };
}
