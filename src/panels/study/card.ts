/** The figure of a study as small as a card: its shapes in whole numbers, so that those of many studies are a short file. */
import type {Tone} from './data.ts';
import {NO_SHAPES, type Shapes} from './shapes.ts';

/** What cards are laid out for. They are stretched to the places that they get. */
export const ROOM = {width: 280, height: 132};

/** Places are in half pixels, radii and widths in tenths, leanings in hundredths. */
export interface Card {
  plot: readonly number[];
  across: readonly number[];
  down: readonly number[];
  dots: readonly (readonly [x: number, y: number, radius: number, tone: Tone])[];
  lines: readonly (readonly [x: readonly number[], y: readonly number[], width: number, tone: Tone])[];
  cells: readonly (readonly number[])[];
}

export function cardShapes(card: Card, {width, height}: {width: number; height: number}): Shapes {
  const x = (place: number) => (place / 2) * (width / ROOM.width);
  const y = (place: number) => (place / 2) * (height / ROOM.height);
  const box = ([left, top, right, bottom]: readonly number[]) => ({
    ...{left: x(left), right: x(right)},
    ...{top: y(top), bottom: y(bottom)},
  });
  const source = 'file';
  return {
    ...NO_SHAPES,
    plot: box(card.plot),
    across: card.across.map(y),
    down: card.down.map(x),
    dots: card.dots.map(([at, high, radius, tone]) => ({x: x(at), y: y(high), radius: radius / 10, tone, source})),
    lines: card.lines.map(([xs, ys, wide, tone]) => ({x: xs.map(x), y: ys.map(y), width: wide / 10, tone, source})),
    cells: card.cells.map((cell) => ({...box(cell), lean: cell[4] / 100, source})),
    empty: false,
  };
}
