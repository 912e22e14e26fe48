/** Picture atlases as training data. */
import {damaged} from '../../engine/resources.ts';
import {type Pixels, pixelsOf} from './png.ts';

export interface AtlasShape {
  cell: number;
  columns: number;
  count: number;
}

/**
 * The first `count` pictures of an atlas as ink, [count, side * side * colours]: 0 is white paper, 1 is no light of a
 * colour. A PNG of RGBA has three colours, one of grey and alpha has one. Transparent pixels lie on white. `side` must
 * divide the cell; each pixel is the mean of the block it covers. Decoded in JavaScript, not by the browser, so that every
 * machine trains on the same numbers.
 */
export async function inkOfAtlas(
  png: Uint8Array,
  {cell, columns, count}: AtlasShape,
  side: number,
): Promise<Float32Array> {
  const pixels = await pixelsOf(png).catch(() => undefined);
  if (!pixels || pixels.channels % 2 !== 0 || pixels.width !== cell * columns) {
    throw damaged('A picture atlas');
  }
  const block = cell / side;
  const addInk = pixels.channels === 4 ? inkOfColours : inkOfGrey;
  const size = side * side * (pixels.channels - 1);
  const ink = new Float32Array(count * size);
  for (let index = 0; index < count; index++) {
    const start = pixels.first + Math.floor(index / columns) * cell * pixels.stride;
    const left = (index % columns) * cell * pixels.channels;
    addInk(pixels, start + left, block, ink.subarray(index * size, (index + 1) * size), side);
  }
  return ink;
}

// Sums are whole numbers, alpha (255 - colour) over a block, each at most 255^2: exact. Written out for three colours and for
// one, because millions of pixels are read before anything moves.

/** One picture of RGBA, from `start` in the atlas; `ink` is all 0. */
function inkOfColours({data, stride}: Pixels, start: number, block: number, ink: Float32Array, side: number): void {
  const most = 255 * 255 * block * block;
  const step = 4 * block;
  for (let at = 0, y = 0; y < side; y++) {
    let corner = start + y * block * stride;
    for (let x = 0; x < side; x++, at += 3, corner += step) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = corner; row < corner + block * stride; row += stride) {
        for (let from = row; from < row + step; from += 4) {
          const alpha = data[from + 3];
          if (alpha === 0) continue;
          red += alpha * (255 - data[from]);
          green += alpha * (255 - data[from + 1]);
          blue += alpha * (255 - data[from + 2]);
        }
      }
      // Nearly half of all blocks are paper.
      if (red + green + blue === 0) continue;
      ink[at] = red / most;
      ink[at + 1] = green / most;
      ink[at + 2] = blue / most;
    }
  }
}

/** One picture of grey and alpha. */
function inkOfGrey({data, stride}: Pixels, start: number, block: number, ink: Float32Array, side: number): void {
  const most = 255 * 255 * block * block;
  for (let at = 0, y = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at++) {
      let grey = 0;
      for (let b = 0; b < block; b++) {
        const first = start + (y * block + b) * stride + 2 * x * block;
        for (let from = first; from < first + 2 * block; from += 2) grey += data[from + 1] * (255 - data[from]);
      }
      ink[at] = grey / most;
    }
  }
}
