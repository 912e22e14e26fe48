import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {decode} from 'fast-png';
import {describe, expect, it} from 'vitest';

const folder = fileURLToPath(new URL('../../public/data/digits/', import.meta.url));
const table: {version: number; cell: number; columns: number; count: number; label: string; test: string} = JSON.parse(
  readFileSync(join(folder, 'digits.json'), 'utf8'),
);
const bytes = readFileSync(join(folder, 'digits.png'));
const atlas = decode(bytes);
const {cell, columns, count, label, test} = table;

/** The alpha of one cell. */
function inkOf(index: number): Uint8Array {
  const ink = new Uint8Array(cell * cell);
  const [left, top] = [(index % columns) * cell, Math.floor(index / columns) * cell];
  for (let at = 0; at < ink.length; at++) {
    const pixel = (top + Math.floor(at / cell)) * atlas.width + left + (at % cell);
    ink[at] = atlas.data[2 * pixel + 1];
  }
  return ink;
}

const pictures = Array.from({length: count}, (_, index) => inkOf(index));

describe('digits.png', () => {
  it('is a plain 8-bit PNG of grey and alpha, 100 cells of 28 pixels wide and as high', () => {
    expect([atlas.width, atlas.height, atlas.depth, atlas.channels]).toEqual([2800, 2800, 8, 2]);
    expect(bytes[28]).toBe(0);
    expect(bytes.length).toBeLessThan(1_300_000);
  });

  it('is black, in 16 shades', () => {
    expect(atlas.data.every((value, at) => (at % 2 === 0 ? value === 0 : value % 17 === 0))).toBe(true);
  });

  it('has 10,000 different pictures, none blank', () => {
    const texts = pictures.map((ink) => Buffer.from(ink).toString('latin1'));
    expect(new Set(texts).size).toBe(10_000);
    expect(Math.min(...pictures.map((ink) => ink.filter((value) => value > 0).length))).toBeGreaterThan(20);
  });

  it('shows what its labels say: the nearest mean picture of the others is that of the digit, in four of five', () => {
    const means = Array.from({length: 10}, () => new Float64Array(cell * cell));
    const size = new Array(10).fill(0);
    const [half, rest] = [count / 2, pictures.slice(count / 2)];
    pictures.slice(0, half).forEach((ink, i) => {
      size[Number(label[i])]++;
      for (let p = 0; p < ink.length; p++) means[Number(label[i])][p] += ink[p];
    });
    const distance = (ink: Uint8Array, digit: number) =>
      ink.reduce((sum, value, p) => sum + (value - means[digit][p] / size[digit]) ** 2, 0);
    const right = rest.filter((ink, i) => {
      const distances = means.map((_, digit) => distance(ink, digit));
      return distances.indexOf(Math.min(...distances)) === Number(label[half + i]);
    });
    expect(right.length / rest.length).toBeGreaterThan(0.75);
  });
});

describe('digits.json', () => {
  it('has every digit as often as the package', () => {
    const counts = Array.from({length: 10}, (_, digit) => [...label].filter((one) => one === String(digit)).length);
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect([table.version, label.length, test.length]).toEqual([1, count, count]);
  });

  it.each([1000, 4000, 10_000])('keeps a fifth of every digit unseen among the first %i', (points) => {
    expect(test).toMatch(/^[01]+$/);
    for (let digit = 0; digit < 10; digit++) {
      const members = Array.from({length: points}, (_, i) => i).filter((i) => label[i] === String(digit));
      const unseen = members.filter((i) => test[i] === '1').length;
      expect(unseen).toBe(Math.floor(members.length / 5));
      // Mixed well enough that a part of them has every digit about as often.
      expect(Math.abs(members.length / points - 0.1)).toBeLessThan(0.03);
    }
  });
});
