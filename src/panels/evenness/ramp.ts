/** Colours of densities. */
import {rgbOf} from '../matrix/colours.ts';

const STEPS = 256;

/** Red, green and blue of 256 colours, evenly between the given ones. */
export function densityRamp(stops: readonly string[]): Uint8ClampedArray {
  const colours = stops.map(rgbOf);
  const ramp = new Uint8ClampedArray(3 * STEPS);
  for (let i = 0; i < STEPS; i++) {
    const at = (i / (STEPS - 1)) * (colours.length - 1);
    const k = Math.min(colours.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c++) ramp[3 * i + c] = colours[k][c] + (at - k) * (colours[k + 1][c] - colours[k][c]);
  }
  return ramp;
}

/** The colour at a level from 0 to 1, as CSS has it. */
export function colourAt(ramp: Uint8ClampedArray, level: number): string {
  const at = 3 * Math.round(level * (STEPS - 1));
  return `rgb(${ramp[at]} ${ramp[at + 1]} ${ramp[at + 2]})`;
}
