/** Keys and what is drawn from them: equal bits everywhere but for normals, which are within 1e-6. */
import {tensor1d} from '@tensorflow/tfjs-core';
import {deriveKey, fnv1a, normals, permutation, randomWords, uniforms} from '../../../src/engine/keys.ts';
import {threefry} from '../../../src/engine/threefry.ts';
import {normal, permuted, uniform} from '../../../src/kernels/random.ts';
import {keysOf} from '../live.ts';
import {fnv, inverseNormal, threefry2x32} from '../random.ts';
import {absoluteError, type Check, type Row, unequal} from './row.ts';

type Pair = readonly [number, number];

/** From the Random123 distribution's `kat_vectors`, threefry2x32, 20 rounds. */
export const KNOWN_ANSWERS: readonly {key: Pair; counter: Pair; words: Pair}[] = [
  {key: [0, 0], counter: [0, 0], words: [0x6b200159, 0x99ba4efe]},
  {key: [0xffffffff, 0xffffffff], counter: [0xffffffff, 0xffffffff], words: [0x1cb996fc, 0xbb002be7]},
  {key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], words: [0xc4923a9c, 0x483df7a0]},
];

const KEYS: readonly Pair[] = [
  [0, 0],
  [7, 0x9e3779b9],
  [0xffffffff, 0x80000000],
];

export const keyChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  const row = (name: string, error: number, tolerance = 0) => rows.push({name, error, tolerance});

  for (const {key, counter, words} of KNOWN_ANSWERS) {
    row(`threefry known answer ${words[0].toString(16)}`, unequal(threefry(key, counter), words));
  }
  for (let i = 0; i < 200; i++) {
    const word = (n: number) => fnv(`word ${i} ${n}`);
    const [key, counter]: Pair[] = [
      [word(0), word(1)],
      [word(2), word(3)],
    ];
    row(`threefry reference ${i}`, unequal(threefry(key, counter), threefry2x32(key, counter)));
  }
  for (const [i, name] of ['', 'a', 'initial/encoder/w0', 'batch/styles', 'Überraschung', '🐱'].entries()) {
    row(`name ${i}`, unequal([fnv1a(name)], [fnv(name)]));
    const derived = threefry2x32([4294967295 - i, fnv(name)], [1000 * i, i]);
    row(`derivation ${i}`, unequal(deriveKey(4294967295 - i, name, 1000 * i, i), derived));
  }

  for (const [i, key] of KEYS.entries()) {
    const count = 1001;
    const words = Array.from({length: count}, (_, n) => threefry2x32(key, [n >> 1, 0])[n & 1]);
    const probabilities = words.map((word) => ((word >>> 8) + 0.5) / 2 ** 24);
    row(`words ${i}`, unequal(randomWords(key, count), words));
    row(`words from the middle ${i}`, unequal(randomWords(key, 101, 500), words.slice(500, 601)));
    const expected = words.map((word) => (word >>> 8) * 2 ** -24);
    row(`uniforms ${i}`, unequal(uniforms(key, count), expected));
    const exact = probabilities.map(inverseNormal);
    row(`normals ${i}`, absoluteError(normals(key, count), exact), 1e-6);
  }

  // Tensors: one stream for each replica, whatever else is in the population.
  const keys = keysOf(KEYS.map((key) => [key]));
  const shape = [7, 3];
  const size = 21;
  row(
    'uniform tensor',
    unequal(
      await take(uniform(keys, shape)),
      KEYS.flatMap((key) => [...uniforms(key, size)]),
    ),
  );
  row(
    'normal tensor',
    absoluteError(
      await take(normal(keys, shape)),
      KEYS.flatMap((key) => [...normals(key, size)]),
    ),
    1e-6,
  );
  const streams = keysOf([
    [KEYS[0], KEYS[1]],
    [KEYS[2], KEYS[0]],
  ]);
  row(
    'several streams',
    unequal(
      await take(uniform(streams, shape)),
      [0, 1, 2, 0].flatMap((k) => [...uniforms(KEYS[k], size)]),
    ),
  );
  const drawn = KEYS.flatMap((key) => Array.from({length: 9}, (_, i) => permutation(key, 100)(i)));
  row('permuted tensor', unequal(await take(permuted(keys, 100, 9)), drawn));
  const table = {
    tensor: tensor1d(
      [...Array(100).keys()].map((i) => 7 * i),
      'int32',
    ),
    rows: new Int32Array(),
  };
  table.rows = Int32Array.from(await table.tensor.data());
  row(
    'permuted table',
    unequal(
      await take(permuted(keys, 100, 9, table)),
      drawn.map((i) => 7 * i),
    ),
  );
  table.tensor.dispose();
  keys.tensor.dispose();
  streams.tensor.dispose();
  return rows.filter(({name}) => name.includes(filter));
};

async function take(tensor: {data(): Promise<ArrayLike<number>>; dispose(): void}): Promise<ArrayLike<number>> {
  const values = await tensor.data();
  tensor.dispose();
  return values;
}
