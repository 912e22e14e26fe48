// @ts-check
/** The digits world: handwritten digits as one PNG atlas, black on nothing, and one JSON file with what each shows. */
import {join} from 'node:path';
import {encodeAtlas} from '../atlas.mjs';
import {randomStream, shuffled} from '../random.mjs';
import {writeOutput} from '../write-output.mjs';

const CELL = 28;
const COLUMNS = 100;
const SIZE = CELL * CELL;

/** Of every so many pictures of a digit, in the order in which they are kept, one is never trained on. */
const UNSEEN_EVERY = 5;

/** Shades of grey that are kept: as many as the eye tells apart at this size, and two thirds of the bytes. */
const SHADES = 16;

/**
 * @typedef {object} Digit
 * @property {number} label
 * @property {number[]} ink 28 x 28 numbers from 0 (paper) to 1
 */

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {string} options.output
 */
export function buildDigits({packages, output}) {
  const digits = shuffled(readDigits(packages.mnist), randomStream('digits/order'));
  const table = {
    version: 1,
    cell: CELL,
    columns: COLUMNS,
    count: digits.length,
    label: digits.map(({label}) => label).join(''),
    test: chooseUnseen(digits),
  };
  console.log(`  ${digits.length} pictures, ${table.test.replaceAll('0', '').length} of them unseen`);
  writeOutput(join(output, 'digits.json'), `${JSON.stringify(table)}\n`);
  writeOutput(
    join(output, 'digits.png'),
    encodeAtlas(digits.map(pixelsOf), {cell: CELL, columns: COLUMNS, channels: 2}),
  );
}

/**
 * @param {import('../fetch-packages.mjs').Contents} mnist
 * @returns {Digit[]}
 */
function readDigits(mnist) {
  return Array.from({length: 10}, (_, label) => {
    /** @type {number[]} */
    const ink = mnist.json(`src/digits/${label}.json`).data;
    return Array.from({length: ink.length / SIZE}, (_, i) => ({label, ink: ink.slice(i * SIZE, (i + 1) * SIZE)}));
  }).flat();
}

/**
 * A mark for each picture, 1 where it is unseen. They are spread evenly: whoever takes only the first pictures has a
 * fifth of every digit unseen too.
 *
 * @param {Digit[]} digits
 */
function chooseUnseen(digits) {
  const counts = new Array(10).fill(0);
  return digits.map(({label}) => (counts[label]++ % UNSEEN_EVERY === UNSEEN_EVERY - 1 ? '1' : '0')).join('');
}

/**
 * Black with the ink as alpha.
 * @param {Digit} digit
 */
function pixelsOf({ink}) {
  const pixels = new Uint8Array(2 * SIZE);
  ink.forEach((value, at) => {
    pixels[2 * at + 1] = (Math.round(value * (SHADES - 1)) * 255) / (SHADES - 1);
  });
  return pixels;
}
