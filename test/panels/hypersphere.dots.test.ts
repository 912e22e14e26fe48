import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {barMask, colourOf, DotPixels, discMask, type Mask} from '../../src/panels/hypersphere/dotPixels.ts';

/** What a mask covers in all, with its centre at one of its places. */
const areas = ({width, height, covered}: Mask): number[] =>
  Array.from({length: covered.length / (width * height)}, (_, place) =>
    covered.subarray(place * width * height, (place + 1) * width * height).reduce((sum, value) => sum + value / 255, 0),
  );

/** Where the covered part of a picture lies, on the whole: its centre of gravity, by opacity. */
function centre({width, bytes}: DotPixels): [number, number] {
  let [x, y, all] = [0, 0, 0];
  for (let at = 0; at < bytes.length / 4; at++) {
    const opacity = bytes[4 * at + 3];
    x += ((at % width) + 0.5) * opacity;
    y += (Math.floor(at / width) + 0.5) * opacity;
    all += opacity;
  }
  return [x / all, y / all];
}

describe('dots as pixels', () => {
  it.each([0.7, 1.2, 1.63, 3.4])('cover the area of a disc of radius %f, wherever in a pixel it lies', (radius) => {
    for (const area of areas(discMask(radius))) expect(area / (Math.PI * radius ** 2)).toBeCloseTo(1, 1);
  });

  it('cover the area of a bar', () => {
    for (const area of areas(barMask(3.2, 0.9))) expect(area / (4 * 3.2 * 0.9)).toBeCloseTo(1, 1);
  });

  it('lie where they belong, to an eighth of a pixel', () => {
    const disc = discMask(1.6);
    fc.assert(
      fc.property(fc.double({min: 5, max: 15, noNaN: true}), fc.double({min: 5, max: 15, noNaN: true}), (x, y) => {
        const pixels = new DotPixels(20, 20);
        pixels.stamp(disc, x, y, colourOf(1, 2, 3), 1);
        const [cx, cy] = centre(pixels);
        expect(Math.abs(cx - x)).toBeLessThan(0.15);
        expect(Math.abs(cy - y)).toBeLessThan(0.15);
      }),
    );
  });

  it('lie over one another as Porter and Duff have it', () => {
    const disc = discMask(6);
    const byte = fc.integer({min: 0, max: 255});
    const dot = fc.tuple(byte, byte, byte, fc.double({min: 0.1, max: 1, noNaN: true}));
    fc.assert(
      fc.property(fc.array(dot, {minLength: 1, maxLength: 5}), (dots) => {
        const pixels = new DotPixels(9, 9);
        let opacity = 0;
        let colour = [0, 0, 0];
        for (const [red, green, blue, own] of dots) {
          pixels.stamp(disc, 4.5, 4.5, colourOf(red, green, blue), own);
          const whole = own + opacity * (1 - own);
          colour = colour.map((before, k) => ([red, green, blue][k] * own + before * opacity * (1 - own)) / whole);
          opacity = whole;
        }
        const middle = [...pixels.bytes.subarray(4 * (4 * 9 + 4), 4 * (4 * 9 + 4) + 4)];
        // Each dot is rounded to whole bytes.
        for (const [k, value] of [...colour, 255 * opacity].entries()) {
          expect(Math.abs(middle[k] - value)).toBeLessThanOrEqual(dots.length * (k < 3 ? 3 : 1));
        }
      }),
    );
  });

  it('that lie over the edge are cut, and outside nothing is written', () => {
    const disc = discMask(2);
    const pixels = new DotPixels(8, 8);
    for (const [x, y] of [
      [-9, 4],
      [4, -9],
      [20, 4],
      [4, 20],
    ])
      pixels.stamp(disc, x, y, colourOf(9, 9, 9), 1);
    expect(pixels.bytes.some((byte) => byte !== 0)).toBe(false);
    pixels.stamp(disc, 0, 4, colourOf(9, 9, 9), 1);
    const rows = Array.from({length: 8}, (_, row) => [...pixels.bytes.subarray(32 * row, 32 * row + 32)]);
    expect(rows[4].slice(0, 4)).toEqual([9, 9, 9, 255]);
    for (const row of rows) expect(row.slice(12)).toEqual(Array(20).fill(0));
    pixels.clear();
    expect(pixels.bytes.some((byte) => byte !== 0)).toBe(false);
  });
});
