/** Small data for runs that have no data folder at hand. */
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

export const smallFiles: Resources = {
  file: async (path) => {
    if (path !== 'colours/colours.json') throw new Error(`There is no file ${path}.`);
    return new TextEncoder().encode(fewColours());
  },
};
