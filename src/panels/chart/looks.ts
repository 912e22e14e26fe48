/** How the curves of other runs are told apart: by a colour that colour-blind eyes can tell, and by dashes. */
import type {Palette} from '../frame/palette.ts';

/** Of the palette's groups: those that stand out from the page and from the curve of the run itself. */
const COLOURS = [3, 4, 1, 7, 9] as const;
const PATTERNS: readonly (readonly number[])[] = [
  [7, 3],
  [2, 3],
  [11, 3, 2, 3],
  [15, 5],
];

/** Looks that differ from each other; later ones repeat them. */
export const LOOKS = COLOURS.length * PATTERNS.length;

/** A colour's number in the palette of groups, and dashes; neighbours differ in both. */
export const lookOf = (look: number): {group: number; dashes: readonly number[]} => ({
  group: COLOURS[look % COLOURS.length],
  dashes: PATTERNS[look % PATTERNS.length],
});

/** Another run as it is drawn. */
export interface GhostLook {
  label: string;
  colour?: string | undefined;
  look?: number | undefined;
  lit?: boolean | undefined;
}

const FADED = 0.3;

/** The stroke of a ghost among others: while one of them stands out, the others step back. */
export function ghostStroke({colour, look, lit}: GhostLook, palette: Palette, all: readonly GhostLook[]) {
  const own = look === undefined ? undefined : lookOf(look);
  const isBehind = !lit && all.some((one) => one.lit);
  return {
    colour: own ? palette.groups[own.group] : (colour ?? palette.ghost),
    dashes: own ? [...own.dashes] : [],
    width: lit ? 3 : 1.6,
    alpha: isBehind ? FADED : 1,
  };
}
