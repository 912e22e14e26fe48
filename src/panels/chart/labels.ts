/** Places for texts: beside the thing that they name, never over each other. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export type Anchor = 'start' | 'middle' | 'end';

/** A place for a text: its anchor point, on the middle of the line. */
export interface Place {
  x: number;
  y: number;
  anchor: Anchor;
}

export interface Wanted {
  key: string;
  text: string;
  /** A class of the style sheet: `accent`, `strong`, ... */
  tone?: string;
  /** Best first. */
  places: readonly Place[];
  /** Drawn at its first place when no place is free. */
  needed?: boolean;
}

export interface Label extends Place {
  key: string;
  text: string;
  tone?: string;
}

const LINE = 14;
/** Widths of the characters of Inter at 12 pixels, tabular figures, by class. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ .,:;'|!ilj]/, 3.4],
  [/[frt()τ]/, 4.7],
  [/[mw@%→↙]/, 11.6],
  [/[0-9A-Z−=]/, 7.9],
];
const OTHERS = 7.1;

const widthOf = (character: string) => WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? OTHERS;

/** The approximate width of a text in pixels: layouts are computed without a page to measure in. */
export const textWidth = (text: string): number =>
  [...text].reduce((width, character) => width + widthOf(character), 0);

/** A name cut to a width. */
export function shortened(name: string, width: number): string {
  if (textWidth(name) <= width) return name;
  const characters = [...name];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

export function boxOf(text: string, {x, y, anchor}: Place): Box {
  const width = textWidth(text);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return {left, top: y - LINE / 2, right: left + width, bottom: y + LINE / 2};
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Two texts in one line need a gap to be read as two. */
const BETWEEN = 4;
const spaced = (box: Box): Box => ({...box, left: box.left - BETWEEN, right: box.right + BETWEEN});

const within = (a: Box, b: Box) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/**
 * Puts every text at its first place that is inside the bounds and free of obstacles and of the texts before it. A text
 * without such a place is left out, unless it is needed.
 */
export function placeLabels(wanted: readonly Wanted[], bounds: Box, obstacles: readonly Box[] = []): Label[] {
  const taken: Box[] = [...obstacles];
  return wanted.flatMap(({key, text, tone, places, needed}) => {
    const free = places.find((place) => {
      const box = boxOf(text, place);
      return within(box, bounds) && !taken.some((other) => overlap(box, other));
    });
    const place = free ?? (needed ? inside(text, places[0], bounds) : undefined);
    if (!place) return [];
    taken.push(spaced(boxOf(text, place)));
    return [{key, text, tone, ...place}];
  });
}

/** The place, moved as little as needed for the text to lie inside the bounds. */
function inside(text: string, place: Place, bounds: Box): Place {
  const box = boxOf(text, place);
  const dx = Math.max(0, bounds.left - box.left) - Math.max(0, box.right - bounds.right);
  const dy = Math.max(0, bounds.top - box.top) - Math.max(0, box.bottom - bounds.bottom);
  return {...place, x: place.x + dx, y: place.y + dy};
}

/** Places around a point, `gap` pixels away: right, left, above, below, then the corners. */
export function around(x: number, y: number, gap = 8): Place[] {
  return [
    {x: x + gap, y, anchor: 'start'},
    {x: x - gap, y, anchor: 'end'},
    {x, y: y - gap - 5, anchor: 'middle'},
    {x, y: y + gap + 5, anchor: 'middle'},
    {x: x + gap, y: y - gap - 3, anchor: 'start'},
    {x: x - gap, y: y - gap - 3, anchor: 'end'},
    {x: x + gap, y: y + gap + 3, anchor: 'start'},
    {x: x - gap, y: y + gap + 3, anchor: 'end'},
  ];
}

const HALF = 2;
const EVERY = 6;

/** Small boxes along a line in pixels, close enough together that no text fits between them. */
export function alongLine(xs: readonly number[], ys: readonly number[]): Box[] {
  const boxes: Box[] = [];
  let [px, py] = [Number.NaN, Number.NaN];
  const add = (x: number, y: number) => {
    boxes.push({left: x - HALF, right: x + HALF, top: y - HALF, bottom: y + HALF});
    [px, py] = [x, y];
  };
  xs.forEach((x, i) => {
    const y = ys[i];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const pieces = Number.isNaN(px) ? 1 : Math.floor(Math.max(Math.abs(x - px), Math.abs(y - py)) / EVERY);
    const [fromX, fromY] = Number.isNaN(px) ? [x, y] : [px, py];
    for (let k = 1; k <= pieces; k++) add(fromX + ((x - fromX) * k) / pieces, fromY + ((y - fromY) * k) / pieces);
  });
  return boxes;
}

/** Height of a line of a list. */
const LIST_LINE = 13;

/** Indices of a list whose names fit below one another, including both ends. */
export function fitting(count: number, spacing: number): number[] {
  const every = Math.max(1, Math.ceil(LIST_LINE / spacing));
  const last = count - 1;
  const all = Array.from({length: count}, (_, i) => i);
  return all.filter((i) => i === last || (i % every === 0 && last - i >= every));
}
