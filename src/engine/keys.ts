/**
 * Keys: where every random number of a run comes from.
 *
 * A key is 64 bits. It is derived from the seed, the name of its use, the tick and the iteration within the tick, and
 * from nothing else: not from how many numbers were drawn before, nor from the place of a replica in its population.
 * So a member of a population draws what the same run draws alone, and a run that is continued draws what it would
 * have drawn without a pause.
 *
 *     key(seed, use, tick, iteration) = threefry(key: [seed, fnv1a(use)], counter: [tick, iteration])
 *
 * Element i of a stream is word (i mod 2) of threefry(key, [floor(i / 2), 0]). A uniform number is the upper 24 bits
 * of its word times 2^-24, in [0, 1). A normal number is the inverse error function of the midpoint of that cell:
 * sqrt(2) erfinv(2 u - 1 + 2^-24). A permutation is a keyed bijection (below), so that its first n elements do not
 * depend on how many more are taken.
 */
import ln from '@stdlib/math-base-special-ln';
import {threefry, threefryInto} from './threefry.ts';

export type Key = readonly [number, number];

/** 32-bit FNV-1a of the name's UTF-8 bytes. */
export function fnv1a(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

export function deriveKey(seed: number, use: string, tick = 0, iteration = 0): Key {
  return threefry([seed, fnv1a(use)], [tick, iteration]);
}

/** `count` 32-bit words of the key's stream, from element `start` (even). */
export function randomWords(key: Key, count: number, start = 0): Uint32Array {
  const words = new Uint32Array(count + (count & 1));
  for (let i = 0; i < words.length; i += 2) threefryInto(words, i, key[0], key[1], (start + i) >>> 1, 0);
  return words.subarray(0, count);
}

const CELL = 2 ** -24;

/** Uniform numbers in [0, 1): multiples of 2^-24, equal bits on every backend. */
export function uniforms(key: Key, count: number): Float32Array {
  const words = randomWords(key, count);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = (words[i] >>> 8) * CELL;
  return out;
}

/** Standard normal numbers, within 1e-6 of the exact inverse distribution function of their uniform. */
export function normals(key: Key, count: number): Float32Array {
  const words = randomWords(key, count);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = Math.SQRT2 * erfinv(2 * ((words[i] >>> 8) + 0.5) * CELL - 1);
  return out;
}

/**
 * Inverse error function on (-1, 1).
 * Source: Giles, "Approximating the erfinv function" (2011), single-precision polynomials. w = -log(1 - x^2) is formed
 * in double precision here; relative error of the polynomials 4e-7.
 */
export function erfinv(x: number): number {
  let w = -ln((1 - x) * (1 + x));
  let p: number;
  if (w < 5) {
    w -= 2.5;
    p = 2.81022636e-8;
    p = 3.43273939e-7 + p * w;
    p = -3.5233877e-6 + p * w;
    p = -4.39150654e-6 + p * w;
    p = 0.00021858087 + p * w;
    p = -0.00125372503 + p * w;
    p = -0.00417768164 + p * w;
    p = 0.246640727 + p * w;
    p = 1.50140941 + p * w;
  } else {
    w = Math.sqrt(w) - 3;
    p = -0.000200214257;
    p = 0.000100950558 + p * w;
    p = 0.00134934322 + p * w;
    p = -0.00367342844 + p * w;
    p = 0.00573950773 + p * w;
    p = -0.0076224613 + p * w;
    p = 0.00943887047 + p * w;
    p = 1.00167406 + p * w;
    p = 2.83297682 + p * w;
  }
  return p * x;
}

const ROUNDS = 6;

/**
 * A keyed bijection of {0, ..., size - 1}: element i of a random permutation, computed alone.
 *
 * A Feistel network of six rounds on the smallest even number of bits that holds `size`, walked until the value lies
 * below `size` (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). Only 32-bit integer operations, so
 * that a GPU computes the same.
 */
export function permutation(key: Key, size: number): (index: number) => number {
  let half = 1;
  while (4 ** half < size) half++;
  const mask = 2 ** half - 1;
  const roundKeys = new Uint32Array(ROUNDS);
  for (let r = 0; r < ROUNDS; r += 2) threefryInto(roundKeys, r, key[0], key[1], r, 1);
  return (index) => {
    let value = index;
    do {
      let left = value >>> half;
      let right = value & mask;
      for (let r = 0; r < ROUNDS; r++) [left, right] = [right, left ^ (mix(right ^ roundKeys[r]) & mask)];
      value = (left << half) | right;
    } while (value >= size);
    return value;
  };
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
