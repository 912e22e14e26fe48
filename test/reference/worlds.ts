/** Small data for runs that have no data folder at hand. */
import {encode} from 'fast-png';
import type {Resources} from '../../src/engine/resources.ts';

const COUNT = 500;

/** Colours along a curve through the cube, each named by two of forty made-up words: `colours/colours.json`. */
function fewColours(): string {
  const value = (i: number, k: number) => Math.round(127.5 + 127 * Math.sin(0.37 * (k + 1) * i + k));
  const hex = (i: number) => [0, 1, 2].map((k) => value(i, k).toString(16).padStart(2, '0')).join('');
  const rows = Array.from({length: COUNT}, (_, i) => i);
  return JSON.stringify({
    name: rows.map((i) => `Word${i % 23} Name${(7 * i) % 17}`),
    colour: rows.map(hex).join(''),
    test: rows.map((i) => (i % 5 === 0 ? '1' : '0')).join(''),
  });
}

const DIGITS = 1000;
const SIDE = 28;

/** Ten kinds of spots, each at a place of its own: `digits/digits.json` and `digits/digits.png`. */
function spots(): {json: string; png: Uint8Array} {
  const columns = 100;
  const [width, height] = [columns * SIDE, (DIGITS / columns) * SIDE];
  const data = new Uint8Array(2 * width * height);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const i = Math.floor(y / SIDE) * columns + Math.floor(x / SIDE);
    const centre = [8 + 3 * (i % 5), 8 + 10 * (Math.floor(i / 5) % 2)];
    const distance = Math.hypot((x % SIDE) - centre[0], (y % SIDE) - centre[1]);
    data[2 * at + 1] = Math.max(0, 255 - Math.round(distance * (20 + (i % 7))));
  }
  const rows = Array.from({length: DIGITS}, (_, i) => i);
  const table = {
    cell: SIDE,
    columns,
    count: DIGITS,
    label: rows.map((i) => i % 10).join(''),
    test: rows.map((i) => (Math.floor(i / 10) % 5 === 0 ? '1' : '0')).join(''),
  };
  return {json: JSON.stringify(table), png: encode({width, height, data, channels: 2, depth: 8})};
}

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  'colours/colours.json': () => new TextEncoder().encode(fewColours()),
  'digits/digits.json': () => new TextEncoder().encode(spots().json),
  'digits/digits.png': () => spots().png,
};

export const smallFiles: Resources = {
  file: async (path) => {
    if (!FILES[path]) throw new Error(`There is no file ${path}.`);
    return FILES[path]();
  },
};
