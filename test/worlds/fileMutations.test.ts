/** Files of every kind, damaged in any way: data or sentences of the lab come out, never an exception. */
import fc from 'fast-check';
import {gzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import type {OwnData} from '../../src/engine/own.ts';
import {readAnyFile} from '../../src/worlds/file/formats/read.ts';
import type {Reading} from '../../src/worlds/file/formats/reading.ts';
import {atLength} from '../support/long.ts';
import {MESSAGES, NUMBERS, PACKED} from '../support/parquet.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = (count: number, line: (i: number) => string) => Array.from({length: count}, (_, i) => line(i)).join('\n');
const pair = (i: number) => ({
  prompt: `Question ${i % 6}?`,
  chosen: `Good ${i}`,
  rejected: `Bad ${i}`,
  score_chosen: i + 1,
  score_rejected: i,
});

/** 24 rows of three numbers, as NumPy saves them. */
function npy(): Uint8Array {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (24, 3), }".padEnd(117);
  const values = Float32Array.from({length: 72}, (_, i) => i / 7);
  const begin = [0x93, ...bytesOf('NUMPY'), 1, 0, 118, 0, ...bytesOf(header), 0x0a];
  return Uint8Array.from([...begin, ...new Uint8Array(values.buffer)]);
}

const table = (mark: string) =>
  `x${mark}y${mark}"a, b"${mark}species\n${lines(30, (i) => [i, -i / 8, '1e3', `"k ${i % 3}"`].join(mark))}\n`;
const csv = bytesOf(table(','));

const KINDS: Readonly<Record<string, readonly Uint8Array[]>> = {
  csv: [
    csv,
    bytesOf(`text,label\n${lines(24, (i) => `"He said ""${i}"", and went",${i % 2}`)}`),
    bytesOf(`prompt,chosen,rejected\n${lines(24, (i) => `q ${i},"yes, ${i}",no ${i}`)}`),
  ],
  tsv: [bytesOf(table('\t'))],
  jsonl: [
    bytesOf(lines(24, (i) => JSON.stringify({vector: [i, -i / 2, 3], label: i % 2}))),
    bytesOf(lines(24, (i) => JSON.stringify({a: `one ${i}`, b: `zwei „${i}“`}))),
    bytesOf(lines(24, (i) => JSON.stringify(pair(i)))),
    bytesOf(
      lines(24, (i) =>
        JSON.stringify({
          chosen: [
            {role: 'user', content: `x ${i % 6}`},
            {role: 'assistant', content: `y ${i}`},
          ],
          rejected: `Human: x ${i % 6}\n\nAssistant: z ${i}`,
        }),
      ),
    ),
  ],
  json: [
    bytesOf(
      JSON.stringify(
        Array.from({length: 24}, (_, i) => pair(i)),
        undefined,
        1,
      ),
    ),
  ],
  npy: [npy()],
  parquet: [MESSAGES, NUMBERS, ...Object.values(PACKED)],
  'csv.gz': [gzipSync(csv)],
  'jsonl.gz': [
    new Uint8Array([
      ...gzipSync(bytesOf(`${lines(12, (i) => JSON.stringify(pair(i)))}\n`)),
      ...gzipSync(bytesOf(lines(12, (i) => JSON.stringify(pair(i))))),
    ]),
  ],
};

/** Something that means something in one of the formats. */
const MEANT = [
  '"',
  '""',
  '\\',
  ',',
  '\t',
  '\n',
  '\r\n',
  '[',
  ']',
  '{',
  '}',
  ':',
  'null',
  '1e999',
  '-',
  '\\u0000',
  '\ud83d\ude00',
  '\ufeff',
  '<html>',
  'PAR1',
].map(bytesOf);

interface Change {
  /** Where, from 0 to 1. */
  at: number;
  length: number;
  what: 'flip' | 'set' | 'remove' | 'repeat' | 'insert' | 'cut' | 'noise';
  value: number;
}

const change = fc.record<Change>({
  at: fc.double({min: 0, max: 1, noNaN: true}),
  length: fc.integer({min: 1, max: 24}),
  what: fc.constantFrom('flip', 'flip', 'set', 'set', 'remove', 'repeat', 'insert', 'insert', 'cut', 'noise'),
  value: fc.oneof(fc.constantFrom(0, 0x7f, 0x80, 0xff), fc.nat({max: 255})),
});

function changed(bytes: Uint8Array, {at, length, what, value}: Change): Uint8Array {
  const place = Math.min(bytes.length, Math.floor(at * (bytes.length + 1)));
  const [before, part, after] = [
    bytes.subarray(0, place),
    bytes.subarray(place, place + length),
    bytes.subarray(place + length),
  ];
  const joined = (...parts: Iterable<number>[]) => Uint8Array.from(parts.flatMap((one) => [...one]));
  switch (what) {
    case 'flip':
      return bytes.map((byte, i) => (i === place ? byte ^ (1 << (value % 8)) : byte));
    case 'set':
      return bytes.map((byte, i) => (i === place ? value : byte));
    case 'remove':
      return joined(before, after);
    case 'repeat':
      return joined(before, ...Array.from({length: 1 + (value % 16)}, () => part), after);
    case 'insert':
      return joined(before, MEANT[value % MEANT.length], part, after);
    case 'cut':
      return joined(before);
    case 'noise':
      return joined(
        before,
        part.map((byte, i) => (byte * 167 + value * (i + 1)) & 0xff),
        after,
      );
  }
}

/** Words of parsers and engines, none of the lab's. */
const FOREIGN =
  /undefined|unexpected|\bTypeError|RangeError|SyntaxError|DataView|is not a function|position \d|\bthrift\b|out of (range|bounds)/i;

/** Sentences that a person can read, of which none is a parser's. */
function expectWords({sentence: first, problems}: Extract<Reading, {ok: false}>): void {
  expect(first).toMatch(/^a\..*[.]$/);
  for (const sentence of [first, ...problems.map((problem) => problem.sentence)]) {
    expect(sentence.length).toBeLessThan(300);
    expect(sentence).not.toMatch(/\n/);
    expect(sentence.replace(/“[^”]*”|\([^)]*\)/g, '')).not.toMatch(FOREIGN);
  }
  for (const {row, sentence} of problems) expect(sentence).toMatch(new RegExp(`^Row ${row}\\b.*\\.$`));
}

function expectSound(data: OwnData): void {
  expect(data.rows).toBeGreaterThanOrEqual(20);
  if (data.classes.length > 0) expect(data.classOf).toHaveLength(data.rows);
  if (data.holds === 'vectors') {
    expect(data.values).toHaveLength(data.rows * data.columns);
    expect(data.values.every(Number.isFinite)).toBe(true);
  } else if (data.holds === 'sentences') {
    expect(data.texts.every((text) => typeof text === 'string')).toBe(true);
    expect(data.texts).toHaveLength(data.rows);
  } else {
    for (const texts of [data.first, data.second]) {
      expect(texts.every((text) => typeof text === 'string')).toBe(true);
      expect(texts).toHaveLength(data.rows);
    }
  }
}

it.each(Object.entries(KINDS))('a sound file of the kind %s is read', async (kind, files) => {
  for (const file of files.filter((one) => one !== NUMBERS)) {
    const reading = await readAnyFile(`a.${kind}`, file, {leaveOut: false, progress: () => {}});
    expect(reading).toMatchObject({ok: true, leftOut: 0});
  }
});

describe('a file that is damaged', () => {
  it.each(Object.entries(KINDS))('of the kind %s is read, or refused in the lab’s own words', async (kind, files) => {
    const name = `a.${kind}`;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, {minLength: 1, maxLength: 3}),
        fc.boolean(),
        async (file, changes, leaveOut) => {
          const bytes = changes.reduce(changed, file);
          const done: number[] = [];
          const reading = await readAnyFile(name, bytes, {leaveOut, progress: (part) => done.push(part)});
          expect(done.every((part) => part >= 0 && part <= 1)).toBe(true);
          if (reading.ok) return expectSound(reading.data);
          expectWords(reading);
        },
      ),
      {numRuns: atLength(1000, 100)},
    );
  });

  it('in one byte of parquet, at any place, is read, or refused in the lab’s own words', async () => {
    const files = [MESSAGES, ...Object.values(PACKED)];
    for (const file of files)
      for (const [i] of [...file.entries()].filter(([k]) => k % atLength(4, 64) === 0))
        for (const byte of [0, 0x7f, 0xff, file[i] ^ 1]) {
          const bytes = file.map((one, k) => (k === i ? byte : one));
          const reading = await readAnyFile('a.parquet', bytes, {leaveOut: false, progress: () => {}});
          if (reading.ok) expectSound(reading.data);
          else expectWords(reading);
        }
  });
});
