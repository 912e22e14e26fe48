/** Files that would take all memory or time: each limit acts after a counted amount of work, and says so in a sentence. */
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import {describe, expect, it} from 'vitest';
import {rowsOf} from '../../src/worlds/file/formats/cells.ts';
import {readCsv} from '../../src/worlds/file/formats/csv.ts';
import {entriesOf} from '../../src/worlds/file/formats/entries.ts';
import {readJsonl} from '../../src/worlds/file/formats/jsonl.ts';
import {contentOf, MOST_UNPACKED} from '../../src/worlds/file/formats/pieces.ts';
import {readFile} from '../../src/worlds/file/formats/read.ts';
import {MEGA, RowProblems} from '../../src/worlds/file/formats/rows.ts';
import {textOf} from '../../src/worlds/file/formats/text.ts';
import {atLength, whenLong} from '../support/long.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: Uint8Array | string, leaveOut = false) =>
  readFile(name, typeof content === 'string' ? bytesOf(content) : content, {leaveOut, progress: () => {}});

/** What the file is refused with, all sentences; each is one that a person can read. */
function refusalOf(name: string, content: Uint8Array | string): string {
  const reading = read(name, content);
  if (reading.ok) throw new Error('This was accepted.');
  const all = [reading.sentence, ...reading.problems.map(({sentence}) => sentence)];
  for (const one of all) expect(one.length).toBeLessThan(300);
  return all.join('\n');
}

/** A file in pieces of 64 kB that counts what is taken of it. */
class Counted {
  taken = 0;
  readonly #piece: (i: number) => string;
  readonly #pieces: number;

  constructor(piece: (i: number) => string, pieces: number) {
    this.#piece = piece;
    this.#pieces = pieces;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let i = 0; i < this.#pieces; i++) {
      const piece = this.#piece(i);
      this.taken += piece.length;
      yield piece;
    }
  }
}

const PIECE = 64 * 1024;
const same = (unit: string, characters: number) => {
  const piece = unit.repeat(PIECE / unit.length);
  return new Counted(() => piece, Math.ceil(characters / PIECE));
};
const thrown = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect((error as Error).name).toBe('Refusal');
    return (error as Error).message;
  }
  throw new Error('This was accepted.');
};

describe('a file that', () => {
  /** 1 MB of gzip that holds 1 GB. */
  const bomb = () => {
    const zeros = gzipSync(new Uint8Array(64 * MEGA));
    const packed = new Uint8Array(16 * zeros.length);
    for (let i = 0; i < 16; i++) packed.set(zeros, i * zeros.length);
    return packed;
  };

  whenLong(() => {
    it('unpacks to a thousand times its size is unpacked no further than the limit', () => {
      let unpacked = 0;
      const sentence = thrown(() => {
        for (const piece of contentOf('a.npy.gz', bomb(), () => {}).pieces) unpacked += piece.length;
      });
      expect(sentence).toBe('a.npy.gz holds more than 400 MB when it is unpacked, which is what the lab takes.');
      expect(unpacked).toBeLessThanOrEqual(MOST_UNPACKED);
      expect(unpacked).toBeGreaterThan(MOST_UNPACKED - 9 * MEGA);
    });
  });

  it('unpacks to a thousand times its size is, as a table, refused by its first row', () => {
    const packed = bomb();
    let done = 0;
    const reading = readFile('a.csv.gz', packed, {
      leaveOut: false,
      progress: (part) => {
        done = part;
      },
    });
    expect(reading).toMatchObject({
      sentence: expect.stringMatching(/^a\.csv\.gz, row 1: it may have 4,194,304 characters/),
    });
    expect(done * packed.length).toBeLessThanOrEqual(16 * 1024);
  });

  it.each([
    ['100,000', 1e5],
    ['1,000,000', 1e6],
  ])('has %s columns is refused by its first row', (told, columns) => {
    const row = `${'1,'.repeat(columns - 1)}1\n`;
    const file = new Counted(() => row, 20);
    expect(thrown(() => readCsv('a.csv', file, new RowProblems()))).toBe(
      `a.csv has ${told} columns; it may have 8,192.`,
    );
    // The first pieces, from which the delimiter is guessed.
    expect(file.taken).toBeLessThanOrEqual(256 * 1024 + row.length);
    expect(refusalOf('a.jsonl', `{"vector": [${'1,'.repeat(9000)}1]}\n`.repeat(20))).toBe(
      'a.jsonl has 9,001 columns; it may have 8,192.',
    );
  });

  it('has as many columns as it may is read', () => {
    const row = (i: number) => `${'1,'.repeat(8191)}${i},name ${i},${'ab'[i % 2]}`;
    const reading = read('a.csv', Array.from({length: 24}, (_, i) => row(i)).join('\n'));
    expect(reading).toMatchObject({ok: true, data: {columns: 8192, classes: ['a', 'b'], rows: 24}});
  });

  it('is 20 MB of quotation marks is refused by its first row', () => {
    const file = same('"', 20 * MEGA);
    expect(thrown(() => readCsv('a.csv', file, new RowProblems()))).toBe(
      'a.csv, row 1: it may have 4,194,304 characters, and it has more; perhaps a quotation mark is never closed.',
    );
    expect(file.taken).toBeLessThanOrEqual(4 * MEGA + PIECE);
    const open = same('"a" b, ', 20 * MEGA);
    expect(thrown(() => readCsv('a.csv', open, new RowProblems()))).toMatch(/^a\.csv, row 1: it may have 4,194,304/);
    expect(open.taken).toBeLessThanOrEqual(4 * MEGA + PIECE);
  });

  it('has 200 million rows is refused after two million', () => {
    const file = same('1\n', 400 * MEGA);
    expect(thrown(() => readCsv('a.csv', file, new RowProblems()))).toBe(
      'a.csv has more than 2,000,000 rows; take a part of them.',
    );
    expect(file.taken).toBeLessThanOrEqual(4e6 + 2 * PIECE);
  });

  whenLong(() => {
    it('has 400 million blank lines, or entries, is refused after two million', () => {
      const blank = same('\n', 400 * MEGA);
      expect(thrown(() => readJsonl('a.jsonl', blank, new RowProblems()))).toBe(
        'a.jsonl has more than 2,000,000 rows; take a part of them.',
      );
      expect(blank.taken).toBeLessThanOrEqual(2e6 + 2 * PIECE);
      const list = same('{},', 400 * MEGA);
      expect(thrown(() => [...chained(['['], list)].length)).toBe(
        'a.json has more than 2,000,000 rows; take a part of them.',
      );
    });

    it('has more numbers, or longer texts, than the lab takes is refused', () => {
      const numbers = new Counted(() => `${'1,'.repeat(8191)}1\n`, 10_000);
      expect(thrown(() => readCsv('a.csv', numbers, new RowProblems()))).toBe(
        'a.csv has more than 33,554,432 numbers, rows times columns; take a part of its rows.',
      );
      expect(numbers.taken).toBeLessThanOrEqual(4100 * 2 * 8192);
      const text = 'word '.repeat(200_000);
      const texts = new Counted((i) => `{"text": "${i} ${text}"}\n`, 10_000);
      expect(thrown(() => readJsonl('a.jsonl', texts, new RowProblems()))).toBe(
        'a.jsonl has texts of more than 209,715,200 characters; take a part of its rows.',
      );
      expect(texts.taken).toBeLessThanOrEqual(212 * MEGA);
    });
  });

  it('has hundreds of columns of words names a few', () => {
    const heading = Array.from({length: 1000}, (_, i) => `a rather long heading of column number ${i}`).join(',');
    const row = (i: number) => `1,${Array.from({length: 999}, (_, k) => `w${i}-${k}`).join(',')}`;
    const told = refusalOf('a.csv', `${heading}\n${Array.from({length: 30}, (_, i) => row(i)).join('\n')}`);
    expect(told).toMatch(/^a\.csv has words in columns 2 \(a rather .* and 994 more; besides numbers there may be/);
  });

  it.each(['[', '{"a":'])('has vectors that are nested ever deeper (%s) names the row', (open) => {
    const deep = open.repeat(100_000) + (open === '[' ? '' : '1') + (open === '[' ? ']' : '}').repeat(100_000);
    const lines = Array.from({length: 24}, (_, i) => `{"vector": [1, ${i === 4 ? deep : 2}]}`).join('\n');
    expect(refusalOf('a.jsonl', lines)).toMatch(/\nRow 5, number 2: (a list|an object) is not a number\.$/);
    const pair = (i: number, more: string) =>
      `{"prompt": "p ${i}", "chosen": "good ${i}", "rejected": "bad ${i}"${more}}`;
    const pairs = (more: string) => Array.from({length: 24}, (_, i) => pair(i, i === 4 ? more : ''));
    for (const more of [`, "score_chosen": ${deep}, "score_rejected": 1`])
      for (const [name, text] of [
        ['a.jsonl', pairs(more).join('\n')],
        ['a.json', `[${pairs(more).join(', ')}]`],
      ])
        expect(refusalOf(name, text)).toMatch(
          /\nRow 5 has the score_chosen “(a list|an object)”; it must be a number\.$/,
        );
    expect(
      refusalOf('a.jsonl', `${'{"response_a": "x", "response_b": "y", "preference": '}${deep}}\n`.repeat(24)),
    ).toMatch(/Row 1 has the preference “(a list|an object)”; it must be a or 0/);
  });

  it('has a number of a million digits that ends with a word takes time in proportion, not its square', () => {
    const long = '1'.repeat(4e6 - 10);
    expect(refusalOf('a.csv', `p,q\n${'1,2\n'.repeat(30)}3,${long}x\n`)).toMatch(/“1{37}\.\.\.” is not a number\.$/);
    expect(refusalOf('a.csv', `p,q\n${'1,2\n'.repeat(30)}3,"${long},5"\n`)).toMatch(
      /write it with a point, as 1{37}\.\.\.\.$/,
    );
  });

  it('is a web page is named as one', () => {
    const page = '<!DOCTYPE html>\n<html><body>Not found</body></html>';
    for (const name of ['a.csv', 'a.jsonl', 'a.json'])
      expect(refusalOf(name, page)).toBe(
        `${name} is a web page; download the file that the page is about, then choose that.`,
      );
  });

  it('has a very long name, or one of two lines, is named by its end', () => {
    expect(refusalOf(`${'long '.repeat(50)}\n.csv`, '\n')).toMatch(/^…[a-z ]*\.csv is empty; it must have a row/);
  });
});

function* chained(first: Iterable<string>, rest: Iterable<string>): Generator<unknown> {
  yield* entriesOf(
    'a.json',
    (function* () {
      yield* first;
      yield* rest;
    })(),
  );
}

/** All ways in which a text may come in pieces lead to the same. */
const cut = (text: string, at: readonly number[]): string[] => {
  const places = [...new Set(at.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((place, i) => text.slice(i === 0 ? 0 : places[i - 1], place));
};

describe('reading in pieces', () => {
  const RUNS = {numRuns: atLength(3000, 300)};
  const places = fc.array(fc.nat(), {maxLength: 8});
  const cell = fc.oneof(
    fc.constantFrom('', ' ', '"', 'a "b" c', 'x\ny', 'x\r\ny', ',', ';', '1', '-2.5e3', 'é', '😀'),
    fc.string(),
  );
  const table = fc.array(fc.array(cell, {minLength: 2, maxLength: 4}), {minLength: 1, maxLength: 8});
  const quote = (text: string) => (/["\n\r,;|\t]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('splits a table as Papa Parse does, wherever it is cut', () => {
    fc.assert(
      fc.property(table, places, fc.constantFrom('\n', '\r\n'), (cells, at, end) => {
        const text = cells.map((row) => row.map(quote).join(',')).join(end);
        const rows = [...rowsOf('a.csv', cut(text, at))];
        const {data, meta} = Papa.parse<string[]>(text, {delimitersToGuess: [',', '\t', ';', '|'], newline: end});
        if (meta.delimiter !== ',') return;
        expect(rows.map((row) => row.cells)).toEqual(data);
        expect(rows.map(({row}) => row)).toEqual(data.map((_, i) => i + 1));
        expect(rows.some(({broken}) => broken)).toBe(false);
      }),
      RUNS,
    );
  });

  it('splits whatever text it is into the same rows, wherever it is cut', () => {
    const any = fc
      .array(fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '""', ';'), {maxLength: 40})
      .map((all) => all.join(''));
    fc.assert(
      fc.property(any, places, (text, at) => {
        expect([...rowsOf('a', cut(text, at))]).toEqual([...rowsOf('a', [text])]);
      }),
      RUNS,
    );
  });

  it('parses a list of JSON as a whole does, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), places, fc.constantFrom(undefined, 1), (list, at, indent) => {
        const text = ` ${JSON.stringify(list, undefined, indent)} `;
        expect([...entriesOf('a', cut(text, at))]).toEqual(JSON.parse(text));
      }),
      RUNS,
    );
  });

  it('decodes UTF-8 wherever it is cut, and names the row that is not', () => {
    const text = fc.oneof(fc.string({unit: 'binary'}), fc.string({unit: 'grapheme'}));
    fc.assert(
      fc.property(fc.array(text), places, (all, at) => {
        const bytes = bytesOf(`x${all.join('\n')}`);
        const ends = [...new Set(at.map((place) => place % (bytes.length + 1))), bytes.length].sort((a, b) => a - b);
        const pieces = ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
        expect([...textOf('a', pieces)].join('')).toBe(new TextDecoder().decode(bytes));
        const wrong = Uint8Array.of(...bytes, 0xe9, 0x0a);
        const rows = bytes.filter((byte) => byte === 0x0a).length + 1;
        expect(thrown(() => [...textOf('a', [...pieces, wrong.subarray(bytes.length)])])).toBe(
          `a is not text in UTF-8 (see row ${rows}); save it again with that encoding.`,
        );
      }),
      RUNS,
    );
  });
});
