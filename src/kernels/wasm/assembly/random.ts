/** Random numbers from keys, as engine/keys.ts and engine/threefry.ts define them. */
import {log} from './maths';

/** The kinds of numbers that a random word is turned into. */
export const UNIFORM: i32 = 0;
export const NORMAL: i32 = 1;

/** Eight words. */
const WORDS: usize = 32;

const CELL: f32 = 5.9604644775390625e-8;
const ROUNDS: usize = 6;

/** Bytes of scratch for any function here. */
export function randomScratch(): usize {
  return WORDS + 16;
}

/**
 * `count` numbers of each stream to `to`, stream after stream. Kinds but these two give 0 for words whose upper 24 bits
 * lie below `threshold`, else `kept`.
 */
export function fill(
  keys: usize,
  streams: usize,
  to: usize,
  count: usize,
  kind: i32,
  threshold: i32,
  kept: f32,
  scratch: usize,
): void {
  for (let stream: usize = 0; stream < streams; stream++, keys += 8) {
    for (let i: usize = 0; i < count; i += 8) {
      const left = (count - i) << 2;
      const at = left < WORDS ? scratch : to;
      const counter = i32x4.add(i32x4.splat(<i32>(i >> 1)), i32x4(0, 1, 2, 3));
      eightWords(at, load<i32>(keys), load<i32>(keys, 4), counter, i32x4.splat(0));
      shape(at, kind, threshold, kept);
      shape(at + 16, kind, threshold, kept);
      if (left < WORDS) memory.copy(to, scratch, left);
      to += min(left, WORDS);
    }
  }
}

function shape(at: usize, kind: i32, threshold: i32, kept: f32): void {
  const bits = i32x4.shr_u(v128.load(at), 8);
  let value: v128;
  if (kind == NORMAL) value = normal(bits);
  else if (kind == UNIFORM) value = f32x4.mul(f32x4.convert_i32x4_s(bits), f32x4.splat(CELL));
  else value = v128.and(f32x4.splat(kept), i32x4.ge_s(bits, i32x4.splat(threshold)));
  v128.store(at, value);
}

/** sqrt(2) erfinv(x) at the middle of the cell: x = (2 bits + 1) 2^-24 - 1, exact in single precision. */
// @ts-ignore: decorator
@inline
function normal(bits: v128): v128 {
  const odd = i32x4.sub(i32x4.add(bits, bits), i32x4.splat((1 << 24) - 1));
  const x = f32x4.mul(f32x4.convert_i32x4_s(odd), f32x4.splat(CELL));
  const size = f32x4.abs(x);
  const w = f32x4.neg(log(f32x4.mul(f32x4.sub(f32x4.splat(1), size), f32x4.add(f32x4.splat(1), size))));
  const c = f32x4.sub(w, f32x4.splat(2.5));
  let p = f32x4.splat(2.81022636e-8);
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(3.43273939e-7));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-3.5233877e-6));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-4.39150654e-6));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.00021858087));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-0.00125372503));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-0.00417768164));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.246640727));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(1.50140941));
  const far = f32x4.ge(w, f32x4.splat(5));
  if (v128.any_true(far)) p = v128.bitselect(tail(w), p, far);
  return f32x4.mul(f32x4.mul(p, x), f32x4.splat(1.41421356));
}

function tail(w: v128): v128 {
  const c = f32x4.sub(f32x4.sqrt(w), f32x4.splat(3));
  let p = f32x4.splat(-0.000200214257);
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.000100950558));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.00134934322));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-0.00367342844));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.00573950773));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(-0.0076224613));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(0.00943887047));
  p = f32x4.add(f32x4.mul(p, c), f32x4.splat(1.00167406));
  return f32x4.add(f32x4.mul(p, c), f32x4.splat(2.83297682));
}

/** Threefry-2x32 at four counters: the two words of the first, of the second, ... */
export function eightWords(to: usize, key0: i32, key1: i32, counter0: v128, counter1: v128): void {
  const k0 = i32x4.splat(key0);
  const k1 = i32x4.splat(key1);
  const k2 = i32x4.splat(0x1bd11bda ^ key0 ^ key1);
  let x0 = i32x4.add(counter0, k0);
  let x1 = i32x4.add(counter1, k1);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 13), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 15), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 26), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 6), x0);
  x0 = i32x4.add(x0, k1); x1 = i32x4.add(x1, i32x4.add(k2, i32x4.splat(1)));
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 17), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 29), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 16), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 24), x0);
  x0 = i32x4.add(x0, k2); x1 = i32x4.add(x1, i32x4.add(k0, i32x4.splat(2)));
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 13), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 15), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 26), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 6), x0);
  x0 = i32x4.add(x0, k0); x1 = i32x4.add(x1, i32x4.add(k1, i32x4.splat(3)));
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 17), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 29), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 16), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 24), x0);
  x0 = i32x4.add(x0, k1); x1 = i32x4.add(x1, i32x4.add(k2, i32x4.splat(4)));
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 13), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 15), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 26), x0);
  x0 = i32x4.add(x0, x1); x1 = v128.xor(rotated(x1, 6), x0);
  x0 = i32x4.add(x0, k2); x1 = i32x4.add(x1, i32x4.add(k0, i32x4.splat(5)));
  v128.store(to, i8x16.shuffle(x0, x1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
  v128.store(to, i8x16.shuffle(x0, x1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
}

// @ts-ignore: decorator
@inline
function rotated(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

/** The first `count` elements of a permutation of 0 ... size - 1 for each stream, through `table` if there is one. */
export function permute(
  keys: usize,
  streams: usize,
  table: usize,
  to: usize,
  size: u32,
  count: usize,
  scratch: usize,
): void {
  let half: i32 = 1;
  while (half < 16 && ((<u32>1) << (2 * half)) < size) half++;
  for (let stream: usize = 0; stream < streams; stream++, keys += 8) {
    eightWords(scratch, load<i32>(keys), load<i32>(keys, 4), i32x4(0, 2, 4, 6), i32x4.splat(1));
    for (let i: usize = 0; i < count; i += 4) {
      // Past the end the last element is repeated: a walk that starts outside the range might never enter it.
      const first = i32x4.min_u(i32x4.add(i32x4.splat(<i32>i), i32x4(0, 1, 2, 3)), i32x4.splat(<i32>(size - 1)));
      const elements = walk(first, half, i32x4.splat(<i32>size), scratch);
      v128.store(scratch + WORDS, elements);
      const some = min(count - i, 4);
      for (let k: usize = 0; k < some; k++, to += 4) {
        const element = load<i32>(scratch + WORDS + (k << 2));
        store<i32>(to, table ? load<i32>(table + (element << 2)) : element);
      }
    }
  }
}

/** Four elements through the network of Feistel until all lie below the size. Round keys lie in memory. */
function walk(value: v128, half: i32, size: v128, roundKeys: usize): v128 {
  const mask = i32x4.splat((1 << half) - 1);
  let outside = i32x4.splat(-1);
  while (v128.any_true(outside)) {
    let left = i32x4.shr_u(value, half);
    let right = v128.and(value, mask);
    for (let r: usize = 0; r < ROUNDS; r++) {
      const mixed = mix(v128.xor(right, v128.load_splat<i32>(roundKeys + (r << 2))));
      const next = v128.xor(left, v128.and(mixed, mask));
      left = right;
      right = next;
    }
    value = v128.bitselect(v128.or(i32x4.shl(left, half), right), value, outside);
    outside = i32x4.ge_u(value, size);
  }
  return value;
}

/** The finaliser of MurmurHash3. */
// @ts-ignore: decorator
@inline
function mix(h: v128): v128 {
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/**
 * table [m, d], rows [replicas or 1, n], keys [replicas, streams], deviation [replicas] -> to [replicas, streams n, d]:
 * the rows, each time with its own noise.
 */
export function noisyRows(
  table: usize,
  rows: usize,
  keys: usize,
  deviation: usize,
  to: usize,
  replicas: usize,
  streams: usize,
  n: usize,
  perReplica: usize,
  perStream: usize,
  d: usize,
  scratch: usize,
): void {
  fill(keys, replicas * streams, to, n * d, NORMAL, 0, 0, scratch);
  for (let r: usize = 0; r < replicas; r++) {
    const scale = load<f32>(deviation + (r << 2));
    for (let stream: usize = 0; stream < streams; stream++) {
      const chosen = rows + ((r * perReplica + stream * perStream) << 2);
      for (let i: usize = 0; i < n; i++) {
        const row = table + <usize>load<u32>(chosen + (i << 2)) * d * 4;
        let k: usize = 0;
        for (; k + 4 <= d; k += 4, to += 16) {
          const noise = f32x4.mul(v128.load(to), f32x4.splat(scale));
          v128.store(to, f32x4.add(v128.load(row + (k << 2)), noise));
        }
        for (; k < d; k++, to += 4) store<f32>(to, load<f32>(row + (k << 2)) + load<f32>(to) * scale);
      }
    }
  }
}
