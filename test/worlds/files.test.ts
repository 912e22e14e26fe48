import fc from 'fast-check';
import {gzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import type {OwnData, OwnVectors} from '../../src/engine/own.ts';
import {headerOf} from '../../src/worlds/file/formats/npy.ts';
import {readFile} from '../../src/worlds/file/formats/read.ts';
import type {Reading} from '../../src/worlds/file/formats/reading.ts';
import {vocabularyOf, wordsOf} from '../../src/worlds/shared/rawWords.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: string | Uint8Array, leaveOut = false): Reading =>
  readFile(name, typeof content === 'string' ? bytesOf(content) : content, {leaveOut, progress: () => {}});

function dataOf(reading: Reading): OwnData {
  if (!reading.ok) throw new Error([reading.sentence, ...reading.problems.map(({sentence}) => sentence)].join(' '));
  return reading.data;
}

const vectorsOf = (reading: Reading) => dataOf(reading) as OwnVectors;

/** Every sentence about a file that must be refused. */
function refusalOf(reading: Reading): string {
  if (reading.ok) throw new Error('This was accepted.');
  return [reading.sentence, ...reading.problems.map(({sentence}) => sentence)].join('\n');
}

const lines = (count: number, line: (i: number) => string) => Array.from({length: count}, (_, i) => line(i)).join('\n');

interface Npy {
  descr: string;
  fortran?: boolean;
  shape: number[];
  version?: number;
  data: ArrayBuffer;
}

function npy({descr, fortran = false, shape, version = 1, data}: Npy): Uint8Array {
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  return npyWith(
    `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${tuple}, }`,
    data,
    version,
  );
}

function npyWith(header: string, data: ArrayBuffer, version = 1): Uint8Array {
  const head = version === 1 ? 10 : 12;
  const text = bytesOf(header);
  const length = Math.ceil((head + text.length + 1) / 64) * 64 - head;
  const out = new Uint8Array(head + length + data.byteLength).fill(0x20);
  out.set([0x93, ...bytesOf('NUMPY'), version, 0]);
  const view = new DataView(out.buffer);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  out.set(text, head);
  out[head + length - 1] = 0x0a;
  out.set(new Uint8Array(data), head + length);
  return out;
}

const floats = (rows: number, columns: number, at = (i: number) => i) =>
  Float32Array.from({length: rows * columns}, (_, i) => at(i));

describe('a .npy file', () => {
  const TYPES: Record<string, (values: number[], little: boolean) => ArrayBuffer> = Object.fromEntries(
    (
      [
        ['f4', 4, (v, at, x, l) => v.setFloat32(at, x, l)],
        ['f8', 8, (v, at, x, l) => v.setFloat64(at, x, l)],
        ['i1', 1, (v, at, x) => v.setInt8(at, x)],
        ['i2', 2, (v, at, x, l) => v.setInt16(at, x, l)],
        ['i4', 4, (v, at, x, l) => v.setInt32(at, x, l)],
        ['i8', 8, (v, at, x, l) => v.setBigInt64(at, BigInt(x), l)],
        ['u1', 1, (v, at, x) => v.setUint8(at, x)],
        ['u2', 2, (v, at, x, l) => v.setUint16(at, x, l)],
        ['u4', 4, (v, at, x, l) => v.setUint32(at, x, l)],
        ['u8', 8, (v, at, x, l) => v.setBigUint64(at, BigInt(x), l)],
      ] as [string, number, (view: DataView, at: number, value: number, little: boolean) => void][]
    ).map(([type, size, write]) => [
      type,
      (values, little) => {
        const view = new DataView(new ArrayBuffer(size * values.length));
        values.forEach((value, i) => {
          write(view, i * size, value, little);
        });
        return view.buffer as ArrayBuffer;
      },
    ]),
  );

  it('of any type, order of bytes, order of indices, version and shape is read as it was written', () => {
    const range: Record<string, [number, number]> = {
      i1: [-128, 127],
      i2: [-32768, 32767],
      i4: [-(2 ** 31), 2 ** 31 - 1],
      i8: [-(2 ** 52), 2 ** 52],
      u1: [0, 255],
      u2: [0, 65535],
      u4: [0, 2 ** 32 - 1],
      u8: [0, 2 ** 52],
    };
    const any = fc.constantFrom(...Object.keys(TYPES)).chain((type) => {
      const value = range[type]
        ? fc.integer({min: range[type][0], max: range[type][1]})
        : fc.float({noNaN: true, noDefaultInfinity: true});
      return fc.record({
        type: fc.constant(type),
        little: fc.boolean(),
        fortran: fc.boolean(),
        version: fc.constantFrom(1, 2, 3),
        columns: fc.integer({min: 1, max: 7}),
        values: fc.array(value, {minLength: 20 * 7, maxLength: 30 * 7}),
      });
    });
    fc.assert(
      fc.property(any, ({type, little, fortran, version, columns, values}) => {
        const rows = Math.floor(values.length / columns);
        const table = values.slice(0, rows * columns);
        const stored = fortran ? table.map((_, i) => table[(i % rows) * columns + Math.floor(i / rows)]) : table;
        const descr = `${type[1] === '1' ? '|' : little ? '<' : '>'}${type}`;
        const file = npy({descr, fortran, version, shape: [rows, columns], data: TYPES[type](stored, little)});
        expect(vectorsOf(read('a.npy', file))).toMatchObject({holds: 'vectors', rows, columns, classes: []});
        expect(vectorsOf(read('a.npy', file)).values).toEqual(Float32Array.from(table));
      }),
      {numRuns: 150},
    );
  });

  it('of half precision is read too', () => {
    // 1, -2, 65504, the smallest, and one between.
    const bits = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555];
    const data = Uint16Array.from({length: 20 * 5}, (_, i) => bits[i % 5]).buffer;
    const {values} = vectorsOf(read('a.npy', npy({descr: '<f2', shape: [20, 5], data})));
    expect([...values.subarray(0, 5)]).toEqual([1, -2, 65504, 2 ** -24, 0.333251953125]);
  });

  it('with any header at all is read or refused in words', () => {
    const part = fc.oneof(
      fc.constantFrom(
        "'descr': '<f4'",
        "'shape': (20, 2)",
        "'fortran_order': False",
        "'descr': [('a', '<f4')]",
        "'shape': (1e9, 2)",
        '(',
        '}',
        "'shape': (20, -2)",
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(part, {maxLength: 6}),
        fc.constantFrom(1, 2, 3, 9),
        fc.nat({max: 400}),
        (parts, version, size) => {
          const reading = read('a.npy', npyWith(`{${parts.join(', ')}}`, new ArrayBuffer(size), version));
          if (!reading.ok) expect(reading.sentence).toMatch(/^a\.npy .*\.$/s);
        },
      ),
      {numRuns: 300},
    );
  });

  it('cut anywhere is refused in words', () => {
    const file = npy({descr: '<f4', shape: [20, 2], data: floats(20, 2).buffer});
    for (let end = 0; end < file.length; end++)
      expect(refusalOf(read('a.npy', file.slice(0, end)))).toMatch(/^a\.npy /);
  });

  const data = floats(30, 2).buffer;
  it.each<[string, Uint8Array, RegExp]>([
    [
      'too few numbers',
      npy({descr: '<f4', shape: [31, 2], data}),
      /is cut off: its header promises 31 × 2 numbers of 4 bytes, which are 248 bytes, and there are 240 bytes\./,
    ],
    ['too many numbers', npy({descr: '<f4', shape: [29, 2], data}), /has something after its numbers/],
    [
      'complex numbers',
      npy({descr: '<c8', shape: [30, 1], data}),
      /holds numbers of the type “<c8”; they must be float16, float32/,
    ],
    ['words', npy({descr: '<U2', shape: [30, 1], data}), /holds numbers of the type “<U2”/],
    ['truth values', npy({descr: '|b1', shape: [120, 2], data}), /holds numbers of the type “\|b1”/],
    [
      'records',
      npyWith("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (30,), }", data),
      /holds records of several fields/,
    ],
    ['one dimension', npy({descr: '<f4', shape: [60], data}), /has the shape \(60\); it must have two dimensions/],
    ['three dimensions', npy({descr: '<f4', shape: [30, 2, 1], data}), /has the shape \(30, 2, 1\)/],
    ['no columns', npy({descr: '<f4', shape: [30, 0], data: new ArrayBuffer(0)}), /must have two dimensions/],
    ['no shape', npyWith("{'descr': '<f4', 'fortran_order': False}", data), /does not say type, order and shape/],
    [
      'another version',
      npy({descr: '<f4', shape: [30, 2], data, version: 4}),
      /has version 4, and the lab reads 1 to 3/,
    ],
    ['no header', bytesOf('0.5 0.5\n'.repeat(30)), /does not begin as one/],
    [
      'few rows',
      npy({descr: '<f4', shape: [19, 2], data: floats(19, 2).buffer}),
      /has 19 rows; it must have at least 20\./,
    ],
    [
      'too wide rows',
      npy({descr: '<f4', shape: [20, 9000], data: floats(20, 9000).buffer}),
      /has 9,000 columns; it may have 8,192\./,
    ],
  ])('with %s is refused in words', (_, file, sentence) => {
    expect(refusalOf(read('a.npy', file))).toMatch(sentence);
  });

  it('names rows that are not finite, and leaves them out when it is told to', () => {
    const values = floats(30, 2);
    values[2 * 16 + 1] = Number.NaN;
    values[2 * 20] = Number.NEGATIVE_INFINITY;
    const file = npy({descr: '<f4', shape: [30, 2], data: values.buffer});
    const reading = read('a.npy', file);
    expect(reading).toMatchObject({ok: false, canLeaveOut: 2, problems: [{row: 17}, {row: 21}]});
    expect(refusalOf(reading)).toMatch(
      /^a\.npy has 2 rows that cannot be used\.\nRow 17, column 2 is not a number \(NaN\).*\nRow 21, column 1 is infinite/,
    );
    const left = read('a.npy', file, true);
    expect(left).toMatchObject({ok: true, leftOut: 2});
    const expected = [...values].filter((_, i) => ![16, 20].includes(Math.floor(i / 2)));
    expect([...vectorsOf(left).values]).toEqual(expected);
  });

  it('refuses float64 that single precision cannot hold', () => {
    const file = npy({
      descr: '<f8',
      shape: [20, 1],
      data: Float64Array.from({length: 20}, (_, i) => (i === 3 ? 1e39 : i)).buffer,
    });
    expect(refusalOf(read('a.npy', file))).toContain('Row 4, column 1 (1e+39) is too large');
  });

  it('says what its header says', () => {
    const file = npy({descr: '>f8', fortran: true, shape: [20, 3], data: new ArrayBuffer(480), version: 2});
    expect(headerOf('a.npy', file)).toEqual({
      type: 'f8',
      littleEndian: false,
      fortran: true,
      shape: [20, 3],
      start: file.length - 480,
    });
  });
});

describe('a table as text', () => {
  const plain = lines(30, (i) => `${i}, ${i / 2} ,-${i}e-1`);

  it('without headings is numbers', () => {
    const data = vectorsOf(read('a.csv', plain));
    expect(data).toMatchObject({holds: 'vectors', rows: 30, columns: 3, classes: [], headings: undefined});
    expect([...data.values.subarray(3, 6)]).toEqual([1, 0.5, Math.fround(-0.1)]);
  });

  it.each(['a.csv', 'a.tsv', 'a.txt', 'A.CSV'])('is read as %s', (name) => {
    for (const mark of [',', '\t', ';', '|']) {
      const text = lines(30, (i) => [i, -i, 3].join(mark));
      expect(vectorsOf(read(name, text))).toMatchObject({rows: 30, columns: 3});
    }
  });

  it('with headings, quotation marks, Windows lines and a byte order mark is the same table', () => {
    const text = `\uFEFF"x","y, or z"\r\n${Array.from({length: 25}, (_, i) => `"${i}",${i + 1}`).join('\r\n')}\r\n`;
    const data = vectorsOf(read('a.csv', text));
    expect(data).toMatchObject({rows: 25, columns: 2, headings: ['x', 'y, or z']});
    expect([...data.values.subarray(0, 4)]).toEqual([0, 1, 1, 2]);
  });

  it('has its classes in a column of words that repeat, its names in one of words that do not', () => {
    const text = `bill,species,who,mass\n${lines(30, (i) => `${i},${['b', 'a', 'c'][i % 3]},penguin ${i},${i * i}`)}`;
    const data = vectorsOf(read('a.csv', text));
    expect(data).toMatchObject({columns: 2, headings: ['bill', 'mass'], classes: ['a', 'b', 'c']});
    expect([...data.classOf.subarray(0, 4)]).toEqual([1, 0, 2, 1]);
    expect(data.names?.[7]).toBe('penguin 7');
    expect([...data.values.subarray(4, 6)]).toEqual([2, 4]);
  });

  it('has its classes in the column that is called so, also when they are numbers', () => {
    const data = vectorsOf(read('a.csv', `x,y,label\n${lines(30, (i) => `${i},${i},${(i % 3) * 5}`)}`));
    expect(data).toMatchObject({columns: 2, headings: ['x', 'y'], classes: ['0', '5', '10']});
  });

  it('without headings has classes too', () => {
    const data = vectorsOf(
      read(
        'iris.csv',
        lines(30, (i) => `5.${i},3.5,${i % 2 ? 'setosa' : 'virginica'}`),
      ),
    );
    expect(data).toMatchObject({rows: 30, columns: 2, classes: ['setosa', 'virginica']});
  });

  it('has labels that are too many to be classes as names', () => {
    const reading = read('a.csv', `x,label\n${lines(150, (i) => `${i},who ${i}`)}`);
    expect(reading).toMatchObject({
      ok: true,
      data: {classes: [], columns: 1},
      notes: [expect.stringMatching(/^Its 150 different labels are too many/)],
    });
    expect(vectorsOf(reading).names?.[149]).toBe('who 149');
  });

  it('of texts, or of pairs of texts, is read as such', () => {
    const texts = `label,text\n${lines(20, (i) => `${i % 2},"Hello, world ${i}"`)}`;
    expect(dataOf(read('a.csv', texts))).toMatchObject({holds: 'sentences', rows: 20, classes: ['0', '1']});
    expect(dataOf(read('a.csv', texts))).toMatchObject({texts: expect.arrayContaining(['Hello, world 3'])});
    const pairs = dataOf(read('a.csv', `a,b\n${lines(20, (i) => `one ${i},two ${i}`)}`));
    expect(pairs).toMatchObject({holds: 'pairs', rows: 20});
    expect(pairs.holds === 'pairs' && [pairs.first[4], pairs.second[4]]).toEqual(['one 4', 'two 4']);
  });

  /** Row 17 of a table of 30 rows with headings. */
  const damaged = (line: string) =>
    ['x,y,species', ...Array.from({length: 30}, (_, i) => (i + 2 === 17 ? line : `${i},${i},${'ab'[i % 2]}`))].join(
      '\n',
    );
  it.each<[string, string, string]>([
    ['a word', '1,abc,a', 'Row 17, column 2 (y): “abc” is not a number.'],
    ['nothing', '1,,a', 'Row 17, column 2 (y): it is empty; it must hold a number.'],
    ['NaN', 'nan,1,a', 'Row 17, column 1 (x): “nan” is not a finite number.'],
    ['infinity', '-inf,1,a', 'Row 17, column 1 (x): “-inf” is not a finite number.'],
    ['NA', 'NA,1,a', 'Row 17, column 1 (x): “NA” is not a finite number.'],
    [
      'a number beyond single precision',
      '1e39,1,a',
      'Row 17, column 1 (x): “1e39” (1e+39) is too large; numbers go up to about 3e38.',
    ],
    ['a hexadecimal number', '0x10,1,a', 'Row 17, column 1 (x): “0x10” is not a number.'],
    ['a decimal comma', '"1,5",1,a', 'Row 17, column 1 (x): “1,5” is not a number; write it with a point, as 1.5.'],
    ['too few columns', '1,2', 'Row 17 has 2 columns; it must have 3, as the first row has.'],
    ['too many columns', '1,2,a,4', 'Row 17 has 4 columns; it must have 3, as the first row has.'],
    ['no class', '1,2,', 'Row 17, column 3 (species) is empty; it must name the class, as the other rows do.'],
    ['an open quotation mark', '"1,2,a', 'Row 17: a quotation mark is opened and never closed.'],
  ])('with %s in a row names the row', (what, line, sentence) => {
    const reading = read('penguins.csv', damaged(line));
    const told = refusalOf(reading);
    expect(told).toContain('penguins.csv has 1 row that cannot be used');
    expect(told).toContain(sentence);
    if (what === 'an open quotation mark') return;
    expect(reading).toMatchObject({canLeaveOut: 1});
    expect(dataOf(read('penguins.csv', damaged(line), true))).toMatchObject({rows: 29, columns: 2});
  });

  it('counts blank lines as an editor does, and takes them for nothing', () => {
    const text = `x\n\n${lines(25, (i) => (i === 20 ? 'no' : String(i)))}\n\n`;
    expect(refusalOf(read('a.csv', text))).toContain('Row 23, column 1 (x): “no” is not a number.');
  });

  it('with many bad rows tells the first twenty, and counts all', () => {
    const reading = read(
      'a.csv',
      lines(200, (i) => (i % 4 === 3 ? `x${i},1` : `${i},1`)),
    );
    expect(reading).toMatchObject({ok: false, canLeaveOut: 50});
    expect(!reading.ok && reading.problems).toHaveLength(20);
  });

  it('offers to leave rows out only where enough are left', () => {
    const reading = read(
      'a.csv',
      lines(25, (i) => (i > 14 ? `${i},?` : `${i},1`)),
    );
    expect(reading).toMatchObject({ok: false, canLeaveOut: 0});
    expect(refusalOf(reading)).toContain(
      'a.csv has 10 rows that cannot be used and 15 that can; at least 20 are needed.',
    );
    expect(
      read(
        'a.csv',
        lines(25, (i) => (i > 14 ? `${i},?` : `${i},1`)),
        true,
      ).ok,
    ).toBe(false);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /^a\.csv is empty\.$/],
    ['blank lines', '\n\n\n', /^a\.csv is empty; it must have a row for each vector\.$/],
    ['headings alone', 'x,y\n', /^a\.csv has no column of numbers/],
    ['few rows', `x,y\n${lines(19, (i) => `${i},1`)}`, /^a\.csv has 19 rows; it must have at least 20\.$/],
    ['words alone', lines(30, (i) => `w${i % 3},v${i % 4}`), /^a\.csv has (no column of numbers|words in columns)/],
    [
      'too many columns of words',
      `x,p,q,r\n${lines(30, (i) => `${i},p${i},q${i},r${i}`)}`,
      /^a\.csv has words in columns 2 \(p\), 3 \(q\), 4 \(r\)/,
    ],
    ['another encoding', Uint8Array.of(0x78, 0x0a, 0xe9, 0x0a), /^a\.csv is not text in UTF-8/],
  ])('of %s is refused', (_, text, sentence) => {
    expect(refusalOf(read('a.csv', text))).toMatch(sentence);
  });
});

describe('a file of JSON lines', () => {
  const vector = (i: number) => JSON.stringify({vector: [i, -i / 2], label: i % 2 ? 'odd' : 'even'});
  const text = (i: number) => JSON.stringify({text: `Sentence number ${i}`, label: i % 3});
  const pair = (i: number) => JSON.stringify({a: `Question ${i}?`, b: `Answer ${i}.`});

  it('of vectors, texts or pairs is read as such', () => {
    const vectors = vectorsOf(read('a.jsonl', lines(20, vector)));
    expect(vectors).toMatchObject({holds: 'vectors', rows: 20, columns: 2, classes: ['even', 'odd']});
    expect([...vectors.values.subarray(2, 4)]).toEqual([1, -0.5]);
    expect([...vectors.classOf.subarray(0, 3)]).toEqual([0, 1, 0]);
    const sentences = dataOf(read('a.ndjson', `${lines(20, text)}\n\n`));
    expect(sentences).toMatchObject({holds: 'sentences', rows: 20, classes: ['0', '1', '2']});
    expect(sentences.holds === 'sentences' && sentences.texts[2]).toBe('Sentence number 2');
    const pairs = dataOf(read('a.jsonl', lines(20, pair)));
    expect(pairs).toMatchObject({holds: 'pairs', rows: 20, classes: []});
    expect(pairs.holds === 'pairs' && pairs.second[3]).toBe('Answer 3.');
  });

  /** Row 12 of 30. */
  const damaged = (line: string, of = vector) => lines(30, (i) => (i === 11 ? line : of(i)));
  it.each<[string, string, (i: number) => string, RegExp]>([
    [
      'no JSON',
      '{"vector": [1, 2',
      vector,
      /Row 12 is not JSON \(it begins with “\{"vector": \[1, 2”\); each line must be an object such as/,
    ],
    ['a list', '[1, 2]', vector, /Row 12 must be an object such as/],
    [
      'another kind',
      '{"text": "hello"}',
      vector,
      /Row 12 holds a text; it must hold a vector, as row 1 does: \{"vector"/,
    ],
    [
      'a pair among texts',
      '{"a": "x", "b": "y"}',
      text,
      /Row 12 holds a pair of texts; it must hold a text, as row 1 does/,
    ],
    ['neither', '{"vektor": [1, 2]}', vector, /Row 12 has neither a vector nor a text; it must be like \{"vector"/],
    ['half a pair', '{"a": "x"}', pair, /Row 12 has neither a vector nor a text; it must be like \{"a"/],
    [
      'a longer vector',
      '{"vector": [1, 2, 3], "label": 1}',
      vector,
      /Row 12 has a vector of 3 numbers; it must have 2, as row 1 has\./,
    ],
    ['a word in a vector', '{"vector": [1, "2"], "label": 1}', vector, /Row 12, number 2: “"2"” is not a number\./],
    ['nothing in a vector', '{"vector": [1, null], "label": 1}', vector, /Row 12, number 2: “null” is not a number\./],
    [
      'a number beyond single precision',
      '{"vector": [1, 1e39], "label": 1}',
      vector,
      /Row 12, number 2: “1e\+39” \(1e\+39\) is too large/,
    ],
    [
      'a number beyond double precision',
      '{"vector": [1, 1e999], "label": 1}',
      vector,
      /Row 12, number 2: “null” is infinite/,
    ],
    ['an empty vector', '{"vector": [], "label": 1}', vector, /Row 12: "vector" must be a list of numbers/],
    ['a vector that is a word', '{"vector": "1,2", "label": 1}', vector, /Row 12: "vector" must be a list of numbers/],
    ['no label', '{"vector": [1, 2]}', vector, /Row 12 has no label; it must have one, as row 1 has\./],
    [
      'a label that is a list',
      '{"vector": [1, 2], "label": []}',
      vector,
      /Row 12: the label must be a word or a number\./,
    ],
    ['a text that is a number', '{"text": 5, "label": 1}', text, /Row 12: "text" must be a text in quotation marks\./],
    ['a text without words', '{"text": " !? ", "label": 1}', text, /Row 12: "text" has no words\./],
    ['a pair without a second', '{"a": "x", "b": ""}', pair, /Row 12: "b" has no words\./],
  ])('with %s in a row names the row', (_, line, of, sentence) => {
    const reading = read('a.jsonl', damaged(line, of));
    expect(refusalOf(reading)).toMatch(sentence);
    expect(reading).toMatchObject({ok: false, canLeaveOut: 1});
    expect(dataOf(read('a.jsonl', damaged(line, of), true)).rows).toBe(29);
  });

  it('whose first row is damaged is like its first sound one', () => {
    const reading = read('a.jsonl', `oops\n${lines(30, vector)}`);
    expect(refusalOf(reading)).toMatch(/\nRow 1 is not JSON/);
    expect(dataOf(read('a.jsonl', `oops\n${lines(30, vector)}`, true)).rows).toBe(30);
  });

  it('is never anything but data or sentences, whatever stands on its lines', () => {
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(vector(1), text(1), pair(1), '{"vector": {}}', '{"label": 1}'),
    );
    fc.assert(
      fc.property(fc.array(line, {maxLength: 30}), fc.boolean(), (all, leaveOut) => {
        const reading = read('a.jsonl', all.join('\n'), leaveOut);
        if (!reading.ok)
          expect(
            refusalOf(reading)
              .split('\n')
              .every((one) => /[.?!]$/.test(one.trim())),
          ).toBe(true);
      }),
      {numRuns: 200},
    );
  });

  it('that is empty, or one piece of JSON, is refused', () => {
    expect(refusalOf(read('a.jsonl', '\n\n'))).toMatch(/^a\.jsonl is empty; each line must be/);
    expect(refusalOf(read('a.json', '[]'))).toMatch(
      /^a\.json is one piece of JSON; the lab reads a JSON object on each line/,
    );
  });
});

describe('a packed file', () => {
  const table = lines(30, (i) => `${i},1`);

  it('is what is in it', () => {
    for (const [name, content] of [
      ['a.csv.gz', bytesOf(table)],
      ['a.jsonl.gz', bytesOf(lines(30, (i) => `{"vector": [${i}, 1]}`))],
      ['a.npy.gz', npy({descr: '<f4', shape: [30, 2], data: floats(30, 2).buffer})],
    ] as const) {
      expect(dataOf(read(name, gzipSync(content)))).toMatchObject({rows: 30, columns: 2});
    }
  });

  it('that is cut or changed is refused in words', () => {
    const packed = gzipSync(bytesOf(table));
    for (const broken of [
      packed.slice(0, 20),
      packed.slice(0, packed.length - 30),
      packed.map((byte, i) => (i === 15 ? 255 - byte : byte)),
    ]) {
      const reading = read('a.csv.gz', broken);
      expect(reading.ok).toBe(false);
      expect(refusalOf(reading)).toMatch(/^a\.csv\.gz /);
    }
  });
});

it('a file of a kind that the lab does not read is refused', () => {
  expect(refusalOf(read('a.xlsx', 'PK...'))).toMatch(
    /^a\.xlsx is of a kind that the lab does not read; it reads \.npy, \.csv/,
  );
  expect(refusalOf(read('data', 'x'))).toMatch(/of a kind that the lab does not read/);
  expect(refusalOf(read('a.csv', new Uint8Array(100 * 2 ** 20 + 1)))).toMatch(/^a\.csv has 101 MB; it may have 100\.$/);
});

describe('words', () => {
  it('are lower-cased, without marks', () => {
    expect(wordsOf("“It’s 5 o’clock” -- ÉCOLE, naïve; don't!")).toEqual([
      'it’s',
      '5',
      'o’clock',
      'école',
      'naïve',
      "don't",
    ]);
    expect(wordsOf('... !?')).toEqual([]);
  });

  it('of a vocabulary are the most frequent, after the blank', () => {
    expect(vocabularyOf([['b', 'a', 'c'], ['c', 'b'], ['c']])).toEqual(['', 'c', 'b', 'a']);
    expect(vocabularyOf([['z', 'y', 'x']])).toEqual(['', 'x', 'y', 'z']);
    const many = Array.from({length: 5000}, (_, i) => [`w${i}`, ...(i < 1999 ? [`w${i}`] : [])]);
    const vocabulary = vocabularyOf(many);
    expect(vocabulary).toHaveLength(2000);
    expect(new Set(vocabulary)).toEqual(new Set(['', ...Array.from({length: 1999}, (_, i) => `w${i}`)]));
  });
});
