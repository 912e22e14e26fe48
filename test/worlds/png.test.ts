import {crc32, deflateSync} from 'node:zlib';
import {decode, encode} from 'fast-png';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {inkOfAtlas} from '../../src/worlds/shared/atlas.ts';
import {pixelsOf} from '../../src/worlds/shared/png.ts';
import {dataFolder} from '../support/worlds.ts';

/** Every number, row by row. */
async function numbersOf(png: Uint8Array): Promise<Uint8Array> {
  const {data, first, stride, width, channels} = await pixelsOf(png);
  const height = Math.ceil((data.length - first) / stride);
  const all = new Uint8Array(height * width * channels);
  for (let y = 0; y < height; y++) {
    all.set(data.subarray(first + y * stride, first + y * stride + width * channels), y * width * channels);
  }
  return all;
}

const same = (a: ArrayLike<number>, b: ArrayLike<number>) => Buffer.from(a as Uint8Array).equals(b as Uint8Array);

const SMALL = {width: 3, height: 2, channels: 4, data: Uint8Array.from({length: 24}, (_, i) => (91 * i) % 256)};

describe('pixels', () => {
  it.each(['emoji/noto', 'emoji/twemoji', 'emoji/fluent-flat', 'emoji/high-contrast', 'digits/digits'])(
    'of %s are, to the bit, those that a library reads',
    async (name) => {
      const png = await dataFolder.file(`${name}.png`);
      const pixels = await pixelsOf(png);
      // As they lie in the file: nothing was read twice.
      expect(pixels.first).toBe(1);
      expect(same(await numbersOf(png), decode(png).data as Uint8Array)).toBe(true);
    },
  );

  it('of a picture whose rows are differences are read too', async () => {
    expect(same(await numbersOf(differences()), SMALL.data)).toBe(true);
  });

  describe('without a browser that inflates', () => {
    afterEach(() => vi.unstubAllGlobals());
    it('are the same', async () => {
      vi.stubGlobal('DecompressionStream', undefined);
      expect(same(await numbersOf(encode(SMALL)), SMALL.data)).toBe(true);
    });
  });
});

describe('an atlas', () => {
  const shape = {cell: 1, columns: 3, count: 6};
  it('is ink where it is dark and opaque', async () => {
    const ink = await inkOfAtlas(encode(SMALL), shape, 1);
    const expected = Array.from({length: 18}, (_, i) => {
      const at = 4 * Math.floor(i / 3);
      return Math.fround((SMALL.data[at + 3] * (255 - SMALL.data[at + (i % 3)])) / 255 ** 2);
    });
    expect([...ink]).toEqual(expected);
  });

  it.each([
    ['of another size', encode(SMALL), {...shape, columns: 4}],
    ['cut off', encode(SMALL).subarray(0, 50), shape],
    ['no picture', new Uint8Array(100), shape],
    ['without transparency', encode({...SMALL, channels: 3, width: 4}), {...shape, columns: 4}],
  ])('%s is refused with a sentence', async (_, png, of) => {
    await expect(inkOfAtlas(png, of, 1)).rejects.toThrow(
      'A picture atlas came damaged, or something else came in its place: check the connection.',
    );
  });
});

/** The small picture with each row stored as differences from the pixel before (filter 1 of the standard). */
function differences(): Uint8Array {
  const plain = encode(SMALL);
  const rows = [0, 1].flatMap((y) => [
    1,
    ...Array.from({length: 12}, (_, x) => {
      const at = 12 * y + x;
      return (SMALL.data[at] - (x >= 4 ? SMALL.data[at - 4] : 0) + 256) % 256;
    }),
  ]);
  const stored = deflateSync(Uint8Array.from(rows));
  // Signature and header as they are; a chunk is its length, its name, its contents and a checksum.
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('IDAT'), stored]);
  chunk.writeUInt32BE(stored.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(chunk.subarray(4)));
  return Buffer.concat([plain.subarray(0, 33), chunk, checksum, plain.subarray(-12)]);
}
