/** Colours for cosines: one hue from the page's ground to its ink, so that lightness alone tells them apart. */
import type {Palette} from '../frame/palette.ts';

const STEPS = 256;

type Rgb = readonly [number, number, number];

/** Reads #rrggbb and #rgb: the build shortens colours. */
export function rgbOf(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const value = Number.parseInt(digits.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The positions of the page's colours between the least and the greatest cosine, 0 to 1. */
const STOPS = [0, 0.72, 1] as const;

/** Red, green and blue of 256 colours, from cosine -1 to cosine 1. */
export function rampOf({raised, accent, ink}: Pick<Palette, 'raised' | 'accent' | 'ink'>): Uint8ClampedArray {
  const colours = [raised, accent, ink].map(rgbOf);
  const ramp = new Uint8ClampedArray(3 * STEPS);
  for (let i = 0; i < STEPS; i++) {
    const at = i / (STEPS - 1);
    const k = at < STOPS[1] ? 0 : 1;
    const t = (at - STOPS[k]) / (STOPS[k + 1] - STOPS[k]);
    for (let c = 0; c < 3; c++) ramp[3 * i + c] = colours[k][c] + t * (colours[k + 1][c] - colours[k][c]);
  }
  return ramp;
}

/** The colour index of a cosine. */
export const stepOf = (cosine: number): number =>
  Math.round(((Math.min(1, Math.max(-1, cosine)) + 1) / 2) * (STEPS - 1));
