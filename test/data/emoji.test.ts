import {readdirSync, readFileSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {decode} from 'fast-png';
import {describe, expect, it, test} from 'vitest';

const folder = fileURLToPath(new URL('../../public/data/', import.meta.url));

interface Concepts {
  version: number;
  cell: number;
  columns: number;
  count: number;
  styles: {id: string; name: string; file: string}[];
  groups: string[];
  name: string[];
  character: string[];
  group: number[];
  keywords: string[][];
  test: string;
}

const concepts: Concepts = JSON.parse(readFileSync(join(folder, 'emoji/concepts.json'), 'utf8'));
const {cell, columns, count, styles} = concepts;
const indices = Array.from({length: count}, (_, index) => index);
const unseen = indices.filter((index) => concepts.test[index] === '1');

/** The RGBA bytes of one cell. */
function cellOf(atlas: {width: number; data: ArrayLike<number>}, index: number): Uint8Array {
  const bytes = new Uint8Array(cell * cell * 4);
  const left = (index % columns) * cell;
  const top = Math.floor(index / columns) * cell;
  for (let line = 0; line < cell; line++) {
    for (let at = 0; at < cell * 4; at++) {
      bytes[line * cell * 4 + at] = atlas.data[((top + line) * atlas.width + left) * 4 + at];
    }
  }
  return bytes;
}

const visiblePixels = (pixels: Uint8Array) => pixels.filter((value, at) => at % 4 === 3 && value > 0).length;

const atlases = styles.map(({file}) => {
  const bytes = readFileSync(join(folder, 'emoji', file));
  return {file, bytes, ...decode(bytes)};
});

describe.each(atlases)('$file', (atlas) => {
  it('is a plain 8-bit RGBA PNG, 40 cells wide and as high as the concepts need', () => {
    expect([atlas.width, atlas.height]).toEqual([columns * cell, Math.ceil(count / columns) * cell]);
    expect([atlas.depth, atlas.channels]).toEqual([8, 4]);
    // By the PNG specification byte 28 is the interlace method; a colour profile would be a chunk "iCCP".
    expect(atlas.bytes[28]).toBe(0);
    expect(atlas.bytes.includes('iCCP', 0, 'latin1')).toBe(false);
  });

  it('has a picture in the cell of every concept and nothing in the cells after the last', () => {
    const blank = indices.filter((index) => visiblePixels(cellOf(atlas, index)) < 50);
    expect(blank.map((index) => concepts.name[index])).toEqual([]);
    const cells = columns * Math.ceil(count / columns);
    for (let index = count; index < cells; index++) expect(visiblePixels(cellOf(atlas, index))).toBe(0);
  });

  it('has transparent corners around most pictures, not a background', () => {
    const cornered = indices.filter((index) => cellOf(atlas, index)[3] === 0);
    expect(cornered.length / count).toBeGreaterThan(0.8);
  });

  it('stores no colour where nothing is visible', () => {
    let stray = 0;
    for (let at = 0; at < atlas.data.length; at += 4) {
      if (atlas.data[at + 3] === 0 && (atlas.data[at] || atlas.data[at + 1] || atlas.data[at + 2])) stray++;
    }
    expect(stray).toBe(0);
  });
});

describe('the styles', () => {
  /** A picture over white as a unit vector. */
  function direction(pixels: Uint8Array): Float64Array {
    const vector = new Float64Array(cell * cell * 3);
    for (let pixel = 0; pixel < cell * cell; pixel++) {
      const alpha = pixels[pixel * 4 + 3] / 255;
      for (let channel = 0; channel < 3; channel++) {
        vector[pixel * 3 + channel] = pixels[pixel * 4 + channel] * alpha + 255 * (1 - alpha);
      }
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }

  function dot(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
    return sum;
  }

  it.each([
    ['noto', 'twemoji'],
    ['noto', 'fluent-flat'],
    ['high-contrast', 'fluent-flat'],
  ])('%s and %s show the same concept in the same cell', (first, second) => {
    const vectors = [first, second].map((id) => {
      const atlas = atlases[styles.findIndex((style) => style.id === id)];
      return unseen.map((index) => direction(cellOf(atlas, index)));
    });
    // Bare pixels find the right one of 313 in a quarter of cases; by chance, or one cell off, hardly ever.
    const found = vectors[0].filter((query, at) => {
      const similarity = vectors[1].map((candidate) => dot(query, candidate));
      return similarity.indexOf(Math.max(...similarity)) === at;
    });
    expect(found.length / unseen.length).toBeGreaterThan(0.15);
  });
});

describe('concepts.json', () => {
  it('has one entry a concept in every column', () => {
    expect(count).toBe(1563);
    for (const column of ['name', 'character', 'group', 'keywords', 'test'] as const) {
      expect([column, concepts[column].length]).toEqual([column, count]);
    }
  });

  it('names the groups in the order of Unicode and sorts the concepts by them', () => {
    expect(concepts.groups).toEqual([
      'Smileys & Emotion',
      'People & Body',
      'Animals & Nature',
      'Food & Drink',
      'Travel & Places',
      'Activities',
      'Objects',
      'Symbols',
      'Flags',
    ]);
    expect(concepts.group).toEqual([...concepts.group].sort((a, b) => a - b));
    expect(new Set(concepts.group)).toEqual(new Set(concepts.groups.keys()));
  });

  it('names every concept and every character once', () => {
    expect(new Set(concepts.name).size).toBe(count);
    expect(new Set(concepts.character).size).toBe(count);
  });

  it('has keywords for every concept, none empty or twice', () => {
    for (const [index, words] of concepts.keywords.entries()) {
      const distinct = new Set(words.filter((word) => word.trim() === word && word !== ''));
      expect([concepts.name[index], words.length]).toEqual([concepts.name[index], distinct.size]);
      expect(words).not.toHaveLength(0);
    }
  });

  it('knows a cat', () => {
    const index = concepts.character.indexOf('🐱');
    expect(concepts.name[index]).toBe('cat face');
    expect(concepts.groups[concepts.group[index]]).toBe('Animals & Nature');
    expect(concepts.keywords[index]).toContain('kitten');
  });
});

describe('the unseen concepts', () => {
  it('are a fifth of every group, to the nearest concept', () => {
    expect(concepts.test).toMatch(/^[01]+$/);
    for (const [group, name] of concepts.groups.entries()) {
      const members = indices.filter((index) => concepts.group[index] === group);
      const share = members.filter((index) => concepts.test[index] === '1').length;
      expect([name, share]).toEqual([name, Math.round(members.length / 5)]);
    }
  });

  it.each([
    ['who', /^(man|woman|person) /],
    ['which way', / facing right$/],
    ['the hour', /^[a-z]+(?=-thirty$| o’clock$)|(-thirty| o’clock)$/g],
    ['the digit', /(?<=^keycap ).*$/],
    ['the colour', /^(red|orange|yellow|green|light blue|blue|purple|brown|black|white) (?=heart|circle|square)/],
  ])('never differ from a seen one by %s alone', (_, variation) => {
    const sides = new Map<string, Set<string>>();
    for (const index of indices) {
      const rest = concepts.name[index].replace(variation, '');
      sides.set(rest, (sides.get(rest) ?? new Set()).add(concepts.test[index]));
    }
    expect([...sides].filter(([, side]) => side.size > 1).map(([rest]) => rest)).toEqual([]);
    expect(sides.size).toBeLessThan(count); // the variation does occur
  });
});

test('SOURCES.md mentions every file in public/data', () => {
  const sources = readFileSync(join(folder, 'SOURCES.md'), 'utf8');
  const files = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name !== 'SOURCES.md')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !sources.includes(file))).toEqual([]);
});
