/**
 * Random numbers, written a second time: Threefry from its paper, the normal distribution in double precision, and a
 * small generator that makes inputs for checks.
 */

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
const PARITY = 0x1bd11bdan;
const WORD = 0xffffffffn;

/** Threefry-2x32 with 20 rounds as the loop that the paper describes (Salmon et al. 2011, table 2), in big integers. */
export function threefry2x32(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const k = [BigInt(key[0] >>> 0), BigInt(key[1] >>> 0)];
  const schedule = [...k, PARITY ^ k[0] ^ k[1]];
  let x = (BigInt(counter[0] >>> 0) + k[0]) & WORD;
  let y = (BigInt(counter[1] >>> 0) + k[1]) & WORD;
  for (let round = 0; round < 20; round++) {
    const by = BigInt(ROTATIONS[round % 8]);
    x = (x + y) & WORD;
    y = (((y << by) | (y >> (32n - by))) & WORD) ^ x;
    if (round % 4 === 3) {
      const s = (round + 1) / 4;
      x = (x + schedule[s % 3]) & WORD;
      y = (y + schedule[(s + 1) % 3] + BigInt(s)) & WORD;
    }
  }
  return [Number(x), Number(y)];
}

/** 32-bit FNV-1a in big integers. */
export function fnv(name: string): number {
  let hash = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(name)) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & WORD;
  return Number(hash);
}

/** 1 - Phi(x) for x >= 0, to about 15 digits: a series near 0, a continued fraction in the tail. */
function upperTail(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    // Phi(x) = 1/2 + phi(x) (x + x^3 / 3 + x^5 / (3 5) + ...): all terms are positive.
    let term = x;
    let total = x;
    for (let n = 1; term > 1e-18 * total; n++) {
      term *= (x * x) / (2 * n + 1);
      total += term;
    }
    return 0.5 - density * total;
  }
  // 1 - Phi(x) = phi(x) / (x + 1 / (x + 2 / (x + 3 / ...))).
  let fraction = x;
  for (let n = 200; n >= 1; n--) fraction = x + n / fraction;
  return density / fraction;
}

/** The x with Phi(x) = p, by Newton's method on the logarithm of the tail. */
export function inverseNormal(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -inverseNormal(1 - p);
  // Below, x > 0 is the distance of the lower tail's edge from 0.
  let x = Math.sqrt(Math.max(0, -2 * Math.log(2 * p)));
  for (let i = 0; i < 100; i++) {
    const tail = upperTail(x);
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const step = (Math.log(tail / p) * tail) / density;
    x += step;
    if (Math.abs(step) < 1e-15 * Math.max(1, x)) break;
  }
  return -x;
}

/** Inputs for checks: uniform in [-1, 1), exact in float32. Not the lab's generator, so that a fault there shows. */
export function inputs(seed: number): () => number {
  let state = (seed * 0x9e3779b9 + 0x7f4a7c15) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.fround((((t ^ (t >>> 14)) >>> 8) / 2 ** 24) * 2 - 1);
  };
}
