import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {decode} from 'fast-png';
import {describe, expect, it} from 'vitest';

const folder = fileURLToPath(new URL('../../public/data/glyphs/', import.meta.url));
const table: {
  version: number;
  cell: number;
  columns: number;
  count: number;
  faces: string[];
  face: number[];
  letter: string;
  test: string;
} = JSON.parse(readFileSync(join(folder, 'glyphs.json'), 'utf8'));
const bytes = readFileSync(join(folder, 'glyphs.png'));
const atlas = decode(bytes);
const {cell, columns, count, faces, face, letter, test} = table;
const all = Array.from({length: count}, (_, index) => index);

/** The alpha of one cell. */
function inkOf(index: number): Uint8Array {
  const ink = new Uint8Array(cell * cell);
  const [left, top] = [(index % columns) * cell, Math.floor(index / columns) * cell];
  for (let at = 0; at < ink.length; at++) {
    ink[at] = atlas.data[2 * ((top + Math.floor(at / cell)) * atlas.width + left + (at % cell)) + 1];
  }
  return ink;
}

const pictures = all.map(inkOf);

describe('glyphs.png', () => {
  it('is a plain 8-bit PNG of grey and alpha, 32 cells of 32 pixels wide, and black', () => {
    expect([atlas.width, atlas.height, atlas.depth, atlas.channels]).toEqual([1024, 736, 8, 2]);
    expect(bytes[28]).toBe(0);
    expect(atlas.data.every((value, at) => at % 2 === 1 || value === 0)).toBe(true);
  });

  it('has a letter in every cell, whole and centred from left to right', () => {
    for (const [index, ink] of pictures.entries()) {
      const lines = all.slice(0, cell).map((y) => ink.subarray(y * cell, (y + 1) * cell));
      const inked = all.slice(0, cell).filter((x) => lines.some((line) => line[x] > 0));
      expect(inked.length, letter[index]).toBeGreaterThan(1);
      expect(Math.abs(inked[0] + inked.at(-1)! + 1 - cell), letter[index]).toBeLessThanOrEqual(2);
      expect(
        [...lines[0], ...lines[cell - 1]].every((value) => value === 0),
        letter[index],
      ).toBe(true);
    }
  });

  it('has different pictures of different letters and faces', () => {
    const texts = new Map<string, string[]>();
    for (const index of all) {
      const key = Buffer.from(pictures[index]).toString('latin1');
      texts.set(key, [...(texts.get(key) ?? []), `${letter[index]} ${faces[face[index]]}`]);
    }
    expect([...texts.values()].filter((some) => some.length > 1)).toEqual([]);
  });

  it('has bold letters with more ink than the same ones that are not', () => {
    const weight = (index: number) => pictures[index].reduce((sum, value) => sum + value, 0);
    const [roman, bold] = ['Roman', 'Bold'].map((name) => faces.indexOf(name));
    for (const index of all.filter((one) => face[one] === roman)) {
      const other = all.find((one) => face[one] === bold && letter[one] === letter[index])!;
      expect(weight(other)).toBeGreaterThan(weight(index));
    }
  });
});

describe('glyphs.json', () => {
  it('has the capitals in all faces, small letters and digits in ten', () => {
    expect([table.version, face.length, letter.length, test.length]).toEqual([1, count, count, count]);
    const timesOf = (some: string) => new Set([...some].map((one) => [...letter].filter((l) => l === one).length));
    expect(timesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ')).toEqual(new Set([14]));
    expect(timesOf('abcdefghijklmnopqrstuvwxyz0123456789')).toEqual(new Set([10]));
    expect(new Set(all.map((index) => `${face[index]} ${letter[index]}`)).size).toBe(count);
    expect(new Set(faces).size).toBe(14);
  });

  it('keeps every letter unseen in a fifth of its faces, and of every face a fifth of its letters', () => {
    const unseen = all.filter((index) => test[index] === '1');
    for (const one of new Set(letter)) {
      const times = unseen.filter((index) => letter[index] === one).length;
      expect([one, times]).toEqual([one, /[A-Z]/.test(one) ? 3 : 2]);
    }
    for (const [number, name] of faces.entries()) {
      for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/]) {
        const members = all.filter((index) => face[index] === number && kind.test(letter[index]));
        const share = members.filter((index) => test[index] === '1').length;
        expect(Math.abs(share - members.length * 0.2), name).toBeLessThanOrEqual(1);
      }
    }
  });
});
