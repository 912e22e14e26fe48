/** Small pictures of what the runs of presets look like at their end. `npm run preset-pictures` makes them. */

/** What lies under the marks: a sphere, the ball of a projection, the circle of two dimensions; nothing in a chart. */
type Ground = 'sphere' | 'projection' | 'circle' | 'chart';

/** Points, those behind the sphere, those that are words, hollow ones; lines, of which a rule is thin; an area. */
type MarkKind = 'dots' | 'far' | 'words' | 'rings' | 'line' | 'rule' | 'dashes' | 'area';

export interface Mark {
  as: MarkKind;
  /** A group of the palette by its number, a colour as #rgb, or a name of the palette: accent, negative, ink-2. */
  tone: number | string;
  /** x, y, x, y ... from the upper left corner, whole numbers from 0 to SIDE. */
  at: readonly number[];
}

export interface Picture {
  ground: Ground;
  /** From back to front. */
  marks: readonly Mark[];
}

/** By ids of presets. */
export type Pictures = Readonly<Record<string, Picture>>;

/** The length of a picture's side. */
export const SIDE = 255;

/** Where an embedding lies in it. */
export const DISC = {x: SIDE / 2, y: SIDE / 2, radius: 0.47 * SIDE};

const FILES = import.meta.glob<Pictures>('./*/pictures.json', {import: 'default'});

/** The pictures of a collection, as far as there are any. */
export const loadPictures = async (collection: string): Promise<Pictures> =>
  (await FILES[`./${collection}/pictures.json`]?.()) ?? {};
