/** Picture atlases as training data. */
import {LabError} from '../engine/resources.ts';
import {type Pixels, pixelsOf} from './png.ts';

export interface AtlasShape {
  cell: number;
  columns: number;
  count: number;
}

/**
 * The pictures of an atlas as ink: [count, side * side * colours], 0 for blank white paper and 1 for none of a colour; a
 * PNG of RGBA has three colours, one of grey and alpha has one. Transparent pixels lie on white; `side` must divide the
 * cell, and each pixel is the mean of the block it covers. `count` may be less than there is.
 * Decoded in JavaScript, not by the browser, so that every machine trains on the same numbers.
 */
export async function inkOfAtlas(
  png: Uint8Array,
  {cell, columns, count}: AtlasShape,
  side: number,
): Promise<Float32Array> {
  const pixels = await pixelsOf(png).catch(() => undefined);
  if (!pixels || pixels.channels % 2 !== 0 || pixels.width !== cell * columns) {
    throw new LabError('A picture atlas is damaged. Reload the page to fetch it again.');
  }
  const block = cell / side;
  const size = side * side * (pixels.channels - 1);
  const ink = new Float32Array(count * size);
  for (let index = 0; index < count; index++) {
    const start = pixels.first + Math.floor(index / columns) * cell * pixels.stride;
    const left = (index % columns) * cell * pixels.channels;
    addInk(pixels, start + left, block, ink.subarray(index * size, (index + 1) * size), side);
  }
  const most = 255 * 255 * block * block;
  for (let i = 0; i < ink.length; i++) ink[i] /= most;
  return ink;
}

/** Adds up one picture, from `start` in the atlas: whole numbers, alpha (255 - colour), each at most 255^2. */
function addInk({data, stride, channels}: Pixels, start: number, block: number, ink: Float32Array, side: number): void {
  const colours = channels - 1;
  for (let y = 0; y < side * block; y++) {
    let from = start + y * stride;
    let at = Math.floor(y / block) * side * colours;
    for (let x = 0; x < side; x++, at += colours) {
      for (let b = 0; b < block; b++, from += channels) {
        const alpha = data[from + colours];
        if (alpha > 0) for (let c = 0; c < colours; c++) ink[at + c] += alpha * (255 - data[from + c]);
      }
    }
  }
}
