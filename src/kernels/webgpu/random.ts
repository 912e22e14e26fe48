/** WGSL of engine/keys.ts, and the kernels of kernels/random.ts. */
import {sizeOf} from '../../engine/kernel.ts';
import {floatBits, head, type Launch, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {permute, randomFill} from '../random.ts';
import {flat, forEach} from './flat.ts';

const rotate = (by: number) => `x.x += x.y; x.y = ((x.y << ${by}u) | (x.y >> ${32 - by}u)) ^ x.x;`;
const inject = (group: number, first: string, second: string) => `x += vec2u(${first}, ${second} + ${group}u);`;

/** `threefry(key, counter)` of engine/threefry.ts, and `uniformOf(word)` in [0, 1). */
export const THREEFRY = `
fn threefry(key: vec2u, counter: vec2u) -> vec2u {
  let third = 0x1bd11bdau ^ key.x ^ key.y;
  var x = counter + key;
  ${[13, 15, 26, 6].map(rotate).join('\n  ')}
  ${inject(1, 'key.y', 'third')}
  ${[17, 29, 16, 24].map(rotate).join('\n  ')}
  ${inject(2, 'third', 'key.x')}
  ${[13, 15, 26, 6].map(rotate).join('\n  ')}
  ${inject(3, 'key.x', 'key.y')}
  ${[17, 29, 16, 24].map(rotate).join('\n  ')}
  ${inject(4, 'key.y', 'third')}
  ${[13, 15, 26, 6].map(rotate).join('\n  ')}
  ${inject(5, 'third', 'key.x')}
  return x;
}
fn uniformOf(word: u32) -> f32 {
  return f32(word >> 8u) * 0x1p-24f;
}
`;

const horner = (variable: string, coefficients: readonly number[]): string =>
  coefficients.slice(1).reduce((sum, c) => `(${sum} * ${variable} + ${literal(c)})`, literal(coefficients[0]));
const literal = (value: number): string => `(${Math.fround(value)}f)`;

/**
 * Coefficients of P in log(1 + f) = f - f^2 / 2 + f^3 P(f) on [sqrt(1/2) - 1, sqrt(2) - 1]. Source: Moshier, Cephes,
 * `logf`.
 */
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];

/** Giles's polynomials (engine/keys.ts), times sqrt(2). */
const CENTRE = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
  0.246640727, 1.50140941,
].map((c) => c * Math.SQRT2);
const TAIL = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
  1.00167406, 2.83297682,
].map((c) => c * Math.SQRT2);

/**
 * `normalOf(word)`, within 1e-6 of engine/keys.ts for each of the 2^24 cells.
 *
 * WGSL guarantees little precision for log and sqrt. So w = -log(1 - x^2) is made from the bits of 1 - x^2, where x is
 * exact: an odd multiple of 2^-24. And sqrt(w) is brought to full precision: for any z near it, sqrt(w) = z + (w - z^2)
 * / (z + sqrt(w)), where z of 12 bits has an exact square, and taking its bits keeps a compiler from simplifying
 * sqrt(w)^2.
 */
export const NORMAL = `
fn normalOf(word: u32) -> f32 {
  let m = i32((word >> 8u) * 2u) - 0xffffff;
  let far = 0x1000000 - abs(m);
  let t = bitcast<u32>(f32(far) * f32(0x1000000 + abs(m))) - 0x3f3504f3u;
  let f = bitcast<f32>((t & 0x7fffffu) + 0x3f3504f3u) - 1.0;
  let k = f32(48 - i32(t >> 23u));
  let log1p = f + f * f * (f * ${horner('f', LOG)} - 0.5);
  // log(2) in two parts, of which the first has a short product with k.
  let w = k * 0.693359375 - (k * 2.1219444e-4 + log1p);
  if (w < 5.0) {
    let v = w - 2.5;
    return ${horner('v', CENTRE)} * (f32(m) * 0x1p-24f);
  }
  let root = sqrt(w);
  let z = bitcast<f32>(bitcast<u32>(root) & 0xfffff000u);
  let v = (z - 3.0) + (w - z * z) / (z + root);
  // p x with x = 1 - far 2^-24: only the last sum rounds at the size of the result.
  let small = ${horner('v', TAIL.slice(0, -1))} * v;
  let p = ${literal(TAIL.at(-1)!)} + (small - (${literal(TAIL.at(-1)!)} + small) * (f32(far) * 0x1p-24f));
  return select(p, -p, m < 0);
}
`;

/** `permuted(key, size, index)`: element `index` of `permutation(key, size)`. */
export const PERMUTATION = `
fn mixed(word: u32) -> u32 {
  var h = (word ^ (word >> 16u)) * 0x85ebca6bu;
  h = (h ^ (h >> 13u)) * 0xc2b2ae35u;
  return h ^ (h >> 16u);
}
fn permuted(key: vec2u, size: u32, index: u32) -> u32 {
  let half = max(1u, (33u - countLeadingZeros(size - 1u)) / 2u);
  let mask = (1u << half) - 1u;
  let a = threefry(key, vec2u(0u, 1u));
  let b = threefry(key, vec2u(2u, 1u));
  let c = threefry(key, vec2u(4u, 1u));
  var value = index;
  loop {
    var left = value >> half;
    var right = value & mask;
    ${['a', 'b', 'c']
      .map((k) => `left ^= mixed(right ^ ${k}.x) & mask;\n    right ^= mixed(left ^ ${k}.y) & mask;`)
      .join('\n    ')}
    value = (left << half) | right;
    if (value < size) { break; }
  }
  return value;
}
`;

/** `keptOf(word)`: 0 or 1 / (1 - rate), for a launch of `eachBlock`. */
export const KEPT = `
fn keptOf(word: u32) -> f32 {
  return select(bitcast<f32>(u[1].x), 0.0, (word >> 8u) < u[0].w);
}
`;

/**
 * Uniform (2 vec4u) and workgroups for one thread per block: threads, size of a stream, blocks of a stream, and rate.
 */
export function eachBlock(streams: number, size: number, rate: number): Pick<Launch, 'uniform' | 'workgroups'> {
  const blocks = Math.ceil(size / 2);
  const threads = streams * blocks;
  // A uniform number lies below the rate exactly where its 24 bits are below this.
  const dropped = Math.ceil(rate * 2 ** 24);
  return {uniform: [threads, size, blocks, dropped, floatBits(1 / (1 - rate)), 0, 0, 0], workgroups: flat(threads)};
}

const DRAW = {
  uniform: {functions: '', draw: 'uniformOf'},
  normal: {functions: NORMAL, draw: 'normalOf'},
  keep: {functions: KEPT, draw: 'keptOf'},
};

/** One thread for both numbers of a block. */
const fillCode = ({functions, draw}: {functions: string; draw: string}): string => `
${head(2, {keys: 'array<vec2u>', out0: ['array<f32>', 'read_write']})}${THREEFRY}${functions}
${forEach(`
  let size = u[0].y;
  let block = index % u[0].z;
  let stream = index / u[0].z;
  let words = threefry(keys[stream], vec2u(block, 0u));
  let at = stream * size + 2u * block;
  out0[at] = ${draw}(words.x);
  if (2u * block + 1u < size) { out0[at + 1u] = ${draw}(words.y); }`)}`;

const permuteCode = (table: boolean): string => `
${head(1, {keys: 'array<vec2u>', ...(table && {table: 'array<i32>'}), out0: ['array<i32>', 'read_write']})}
${THREEFRY}${PERMUTATION}
${forEach(`
  let at = permuted(keys[index / u[0].z], u[0].y, index % u[0].z);
  out0[index] = ${table ? 'table[at]' : 'i32(at)'};`)}`;

export function install(): void {
  registerWGSL(randomFill, ({keys}, {shape, distribution, rate}) => [
    {
      code: fillCode(DRAW[distribution]),
      bind: ['keys', 'out0'],
      ...eachBlock(keys[0] * keys[1], sizeOf(shape), rate),
    },
  ]);
  registerWGSL(permute, ({keys, table}, {size, count}) => {
    const threads = keys[0] * keys[1] * count;
    return [
      {
        code: permuteCode(table !== undefined),
        uniform: [threads, size, count, 0],
        bind: ['keys', ...(table ? ['table'] : []), 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
