/** Picture atlases as training data. */
import {decode} from 'fast-png';
import {LabError} from '../engine/resources.ts';

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
export function inkOfAtlas(png: Uint8Array, {cell, columns, count}: AtlasShape, side: number): Float32Array {
  const {data, width, channels, depth} = decode(png);
  if (channels % 2 !== 0 || depth !== 8 || width !== cell * columns) {
    throw new LabError('A picture atlas is damaged. Reload the page to fetch it again.');
  }
  const block = cell / side;
  const colours = channels - 1;
  const size = side * side * colours;
  const ink = new Float32Array(count * size);
  for (let index = 0; index < count; index++) {
    const left = (index % columns) * cell;
    const top = Math.floor(index / columns) * cell;
    for (let y = 0; y < cell; y++) {
      const to = index * size + Math.floor(y / block) * side * colours;
      for (let x = 0; x < cell; x++) {
        const from = ((top + y) * width + left + x) * channels;
        const at = to + Math.floor(x / block) * colours;
        const alpha = data[from + colours];
        // In whole numbers up to the last division: alpha (255 - colour), at most 255^2.
        for (let c = 0; c < colours; c++) ink[at + c] += alpha * (255 - data[from + c]);
      }
    }
  }
  const most = 255 * 255 * block * block;
  for (let i = 0; i < ink.length; i++) ink[i] /= most;
  return ink;
}
