// @ts-check
/** The glyphs world: letters and digits in several faces, as one PNG atlas, black on nothing, and one JSON file. */
import {join} from 'node:path';
import {encodeAtlas} from '../atlas.mjs';
import {randomStream, shuffled} from '../random.mjs';
import {writeOutput} from '../write-output.mjs';
import {FACES} from './faces.mjs';

const CELL = 32;
const COLUMNS = 32;
/** Size of type, and where its line stands, in pixels: nothing of any letter is cut off. */
const SIZE = 25;
const LINE = 23;

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();
const DIGITS = '0123456789';

/** The share of a letter's faces in which it is never trained on. */
const UNSEEN_SHARE = 0.2;

/**
 * @typedef {object} Glyph
 * @property {number} face
 * @property {string} letter
 */

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {import('../renderer.mjs').Render} options.render
 * @param {string} options.output
 */
export function buildGlyphs({packages, render, output}) {
  const glyphs = [CAPITALS, SMALL, DIGITS].flatMap((letters) =>
    FACES.flatMap(({capitalsOnly}, face) =>
      letters === CAPITALS || !capitalsOnly ? [...letters].map((letter) => ({face, letter})) : [],
    ),
  );
  const unseen = chooseUnseen(glyphs);
  const table = {
    version: 1,
    cell: CELL,
    columns: COLUMNS,
    count: glyphs.length,
    faces: FACES.map(({name}) => name),
    face: glyphs.map(({face}) => face),
    letter: glyphs.map(({letter}) => letter).join(''),
    test: glyphs.map((glyph) => (unseen.has(glyph) ? '1' : '0')).join(''),
  };
  console.log(`  ${glyphs.length} letters in ${FACES.length} faces, ${unseen.size} of them unseen`);
  writeOutput(join(output, 'glyphs.json'), `${JSON.stringify(table)}\n`);
  const fonts = FACES.map(({file}) => packages.katex.file(`dist/fonts/KaTeX_${file}.ttf`));
  const cells = glyphs.map((glyph) => draw(glyph, render, fonts[glyph.face]));
  writeOutput(join(output, 'glyphs.png'), encodeAtlas(cells, {cell: CELL, columns: COLUMNS, channels: 2}));
}

/**
 * A fifth of the faces of every letter, and of the letters of every face: in the order of a shuffle, each letter takes the
 * faces that have been taken least.
 *
 * @param {Glyph[]} glyphs
 */
function chooseUnseen(glyphs) {
  /** @type {Set<Glyph>} */
  const unseen = new Set();
  for (const [name, letters] of Object.entries({capitals: CAPITALS, small: SMALL, digits: DIGITS})) {
    const next = randomStream(`glyphs/unseen/${name}`);
    const taken = new Array(FACES.length).fill(0);
    for (const letter of shuffled(letters, next)) {
      const own = glyphs.filter((glyph) => glyph.letter === letter);
      const order = shuffled(own, next).sort((a, b) => taken[a.face] - taken[b.face]);
      for (const glyph of order.slice(0, Math.round(UNSEEN_SHARE * own.length))) {
        unseen.add(glyph);
        taken[glyph.face]++;
      }
    }
  }
  return unseen;
}

/**
 * One letter with its ink centred from left to right: grey 0 and alpha.
 *
 * @param {Glyph} glyph
 * @param {import('../renderer.mjs').Render} render
 * @param {Uint8Array} font
 */
function draw({face, letter}, render, font) {
  // First on a wide ground, to see where the ink is.
  const wide = alphaOf(render(svgOf(face, letter, 3 * CELL, 1.5 * CELL), [font]));
  const inked = [...Array(3 * CELL).keys()].filter((x) => wide.some((value, at) => value > 0 && at % (3 * CELL) === x));
  if (inked.length === 0) throw new Error(`${FACES[face].name} has nothing for the letter ${letter}.`);
  const middle = (inked[0] + inked[inked.length - 1] + 1) / 2;
  const alpha = alphaOf(render(svgOf(face, letter, CELL, 1.5 * CELL - middle + CELL / 2), [font]));
  const total = (/** @type {Uint8Array} */ some) => some.reduce((sum, value) => sum + value, 0);
  if (total(alpha) < 0.99 * total(wide)) throw new Error(`${FACES[face].name} ${letter} does not fit into its cell.`);
  const pixels = new Uint8Array(2 * CELL * CELL);
  for (const [at, value] of alpha.entries()) pixels[2 * at + 1] = value;
  return pixels;
}

/**
 * @param {number} face
 * @param {string} letter
 * @param {number} width
 * @param {number} x where the letter begins
 */
function svgOf(face, letter, width, x) {
  const {family, weight, style} = FACES[face];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CELL}">` +
    `<text x="${x}" y="${LINE}" font-size="${SIZE}" font-family="${family}" font-weight="${weight}" ` +
    `font-style="${style}">${letter}</text></svg>`
  );
}

/** @param {Uint8Array} pixels RGBA */
const alphaOf = (pixels) => pixels.filter((_, at) => at % 4 === 3);
