/**
 * The parts of text encoders, except attention; formulas in ../../layerNorm.ts, ../../embedding.ts, ../../texts.ts and
 * ../../dropout.ts. Rows have d numbers, `step` bytes.
 */
import {sum} from './maths';
import {eightWords} from './random';
import {firstRow, rowsThatCount} from './rows';

/** Rows whose gradients are summed before they join the sum of all. */
const BLOCK: usize = 64;

/** x [replicas, n, d] -> y, and mean and 1 / deviation of each row that counts. */
export function layerNormForward(
  x: usize,
  gain: usize,
  bias: usize,
  counts: usize,
  sets: usize,
  y: usize,
  moments: usize,
  replicas: usize,
  n: usize,
  d: usize,
  epsilon: f32,
): void {
  const step = d << 2;
  for (let r: usize = 0; r < replicas; r++, gain += step, bias += step) {
    const count = rowsThatCount(counts, r % sets, n);
    for (let i: usize = 0; i < count; i++, x += step, y += step, moments += 8) {
      const mean = total(x, step) / <f32>d;
      const s = <f32>(1 / Math.sqrt(<f64>(squares(x, step, mean) / <f32>d + epsilon)));
      store<f32>(moments, mean);
      store<f32>(moments, s, 4);
      let k: usize = 0;
      for (; k + 16 <= step; k += 16) {
        const h = f32x4.mul(f32x4.sub(v128.load(x + k), f32x4.splat(mean)), f32x4.splat(s));
        v128.store(y + k, f32x4.add(f32x4.mul(h, v128.load(gain + k)), v128.load(bias + k)));
      }
      for (; k < step; k += 4) {
        store<f32>(y + k, (load<f32>(x + k) - mean) * s * load<f32>(gain + k) + load<f32>(bias + k));
      }
    }
    const left = n - count;
    memory.fill(y, 0, left * step);
    memory.fill(moments, 0, left << 3);
    x += left * step;
    y += left * step;
    moments += left << 3;
  }
}

/** sums [replicas, ceil(n / 64), 2, d] */
export function layerNormBackward(
  x: usize,
  gain: usize,
  moments: usize,
  dy: usize,
  counts: usize,
  sets: usize,
  dx: usize,
  sums: usize,
  replicas: usize,
  n: usize,
  d: usize,
): void {
  const step = d << 2;
  memory.fill(sums, 0, replicas * ((n + BLOCK - 1) / BLOCK) * 2 * step);
  for (let r: usize = 0; r < replicas; r++, gain += step) {
    const count = rowsThatCount(counts, r % sets, n);
    for (let from: usize = 0; from < n; from += BLOCK, sums += step << 1) {
      const end = min(from + BLOCK, count);
      for (let i = from; i < end; i++, x += step, dy += step, dx += step, moments += 8) {
        fallen(x, gain, dy, dx, sums, step, load<f32>(moments), load<f32>(moments, 4));
      }
    }
    const left = n - count;
    memory.fill(dx, 0, left * step);
    x += left * step;
    dy += left * step;
    dx += left * step;
    moments += left << 3;
  }
}

/** The gradient of one row. */
function fallen(x: usize, gain: usize, dy: usize, dx: usize, sums: usize, step: usize, mean: f32, s: f32): void {
  let along = f32x4.splat(0), steep = along;
  let alongRest: f32 = 0, steepRest: f32 = 0;
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) {
    const h = f32x4.mul(f32x4.sub(v128.load(x + k), f32x4.splat(mean)), f32x4.splat(s));
    const pull = v128.load(dy + k);
    const g = f32x4.mul(pull, v128.load(gain + k));
    along = f32x4.add(along, g);
    steep = f32x4.add(steep, f32x4.mul(g, h));
    v128.store(sums + k, f32x4.add(v128.load(sums + k), f32x4.mul(pull, h)));
    v128.store(sums + step + k, f32x4.add(v128.load(sums + step + k), pull));
  }
  for (; k < step; k += 4) {
    const h = (load<f32>(x + k) - mean) * s;
    const pull = load<f32>(dy + k);
    const g = pull * load<f32>(gain + k);
    alongRest += g;
    steepRest += g * h;
    store<f32>(sums + k, load<f32>(sums + k) + pull * h);
    store<f32>(sums + step + k, load<f32>(sums + step + k) + pull);
  }
  const d = <f32>(step >> 2);
  const g0 = (sum(along) + alongRest) / d;
  const g1 = (sum(steep) + steepRest) / d;
  for (k = 0; k + 16 <= step; k += 16) {
    const h = f32x4.mul(f32x4.sub(v128.load(x + k), f32x4.splat(mean)), f32x4.splat(s));
    const g = f32x4.mul(v128.load(dy + k), v128.load(gain + k));
    const across = f32x4.sub(f32x4.sub(g, f32x4.splat(g0)), f32x4.mul(h, f32x4.splat(g1)));
    v128.store(dx + k, f32x4.mul(across, f32x4.splat(s)));
  }
  for (; k < step; k += 4) {
    const h = (load<f32>(x + k) - mean) * s;
    store<f32>(dx + k, s * (load<f32>(dy + k) * load<f32>(gain + k) - g0 - h * g1));
  }
}

/** table [replicas, vocabulary, d], tokens [sets, n, length] -> y [replicas, n, d], weight [sets, n]. */
export function embeddingMean(
  table: usize,
  tokens: usize,
  y: usize,
  weight: usize,
  replicas: usize,
  vocabulary: u32,
  d: usize,
  sets: usize,
  n: usize,
  length: usize,
): void {
  const step = d << 2;
  for (let r: usize = 0; r < replicas; r++, table += vocabulary * step) {
    for (let i: usize = 0; i < n; i++, y += step) {
      const text = (r % sets) * n + i;
      const from = tokens + text * length * 4;
      memory.fill(y, 0, step);
      let count: i32 = 0;
      for (let t: usize = 0; t < length; t++) {
        const token = load<u32>(from + (t << 2));
        if (token >= vocabulary) continue;
        addScaled(y, table + <usize>token * step, step, 1);
        count++;
      }
      const share: f32 = 1 / <f32>max(count, 1);
      store<f32>(weight + (text << 2), share);
      if (count > 1) scale(y, y, step, share);
    }
  }
}

/** The sum over the places of each token, in the order of `next`: dTable [replicas, vocabulary, d]. */
export function embeddingMeanBackward(
  dy: usize,
  weight: usize,
  first: usize,
  next: usize,
  dTable: usize,
  replicas: usize,
  vocabulary: usize,
  d: usize,
  sets: usize,
  n: usize,
  length: usize,
): void {
  const step = d << 2;
  memory.fill(dTable, 0, replicas * vocabulary * step);
  for (let r: usize = 0; r < replicas; r++, dy += n * step) {
    const s = r % sets;
    for (let token: usize = 0; token < vocabulary; token++, dTable += step) {
      let place = load<i32>(first + ((s * vocabulary + token) << 2));
      while (place >= 0) {
        const text = <usize>place / length;
        addScaled(dTable, dy + text * step, step, load<f32>(weight + ((s * n + text) << 2)));
        place = load<i32>(next + ((s * n * length + <usize>place) << 2));
      }
    }
  }
}

/** x [replicas, n, longest, d] -> y [replicas, n, d] */
export function meanTokens(
  x: usize,
  lengths: usize,
  starts: usize,
  y: usize,
  replicas: usize,
  sets: usize,
  n: usize,
  longest: usize,
  d: usize,
): void {
  const step = d << 2;
  for (let r: usize = 0; r < replicas; r++, x += n * longest * step) {
    for (let i: usize = 0; i < n; i++, y += step) {
      const at = (r % sets) * n + i;
      const length = <usize>load<i32>(lengths + (at << 2));
      const from = x + firstRow(starts, at, i * longest) * step;
      memory.fill(y, 0, step);
      for (let t: usize = 0; t < length; t++) addScaled(y, from + t * step, step, 1);
      if (length > 1) scale(y, y, step, 1 / <f32>length);
    }
  }
}

/** dx [replicas, n, longest, d] */
export function meanTokensBackward(
  dy: usize,
  lengths: usize,
  starts: usize,
  dx: usize,
  replicas: usize,
  sets: usize,
  n: usize,
  longest: usize,
  d: usize,
): void {
  const step = d << 2;
  memory.fill(dx, 0, replicas * n * longest * step);
  for (let r: usize = 0; r < replicas; r++, dx += n * longest * step) {
    for (let i: usize = 0; i < n; i++, dy += step) {
      const at = (r % sets) * n + i;
      const length = <usize>load<i32>(lengths + (at << 2));
      const to = dx + firstRow(starts, at, i * longest) * step;
      for (let t: usize = 0; t < length; t++) scale(to + t * step, dy, step, 1 / <f32>length);
    }
  }
}

/**
 * x [replicas, n, d] times the mask of `keep` for each number: row i has the numbers of row places[i] of the n rows of
 * all streams, or of row i where there are no places; a row whose place is negative becomes 0. Scratch: see
 * `dropoutScratch`.
 */
export function dropout(
  x: usize,
  keys: usize,
  places: usize,
  sets: usize,
  y: usize,
  replicas: usize,
  streams: usize,
  n: usize,
  d: usize,
  threshold: i32,
  kept: f32,
  scratch: usize,
): void {
  const step = d << 2;
  const each = n / streams;
  for (let r: usize = 0; r < replicas; r++, keys += streams << 3) {
    for (let i: usize = 0; i < n; i++, x += step, y += step) {
      const place = places ? load<i32>(places + (((r % sets) * n + i) << 2)) : <i32>i;
      if (place < 0) {
        memory.fill(y, 0, step);
        continue;
      }
      const key = keys + ((<usize>place / each) << 3);
      const first = (<usize>place % each) * d;
      const last = first + d;
      let to = scratch;
      for (let at = first & ~7; at < last; at += 8, to += 32) {
        const counter = i32x4.add(i32x4.splat(<i32>(at >> 1)), i32x4(0, 1, 2, 3));
        eightWords(to, load<i32>(key), load<i32>(key, 4), counter, i32x4.splat(0));
      }
      mask(x, y, scratch + ((first & 7) << 2), step, threshold, kept);
    }
  }
}

export function dropoutScratch(d: usize): usize {
  return (d << 2) + 64;
}

function mask(x: usize, y: usize, words: usize, step: usize, threshold: i32, kept: f32): void {
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) {
    const stays = i32x4.ge_s(i32x4.shr_u(v128.load(words + k), 8), i32x4.splat(threshold));
    v128.store(y + k, f32x4.mul(v128.load(x + k), v128.and(f32x4.splat(kept), stays)));
  }
  for (; k < step; k += 4) {
    const stays = <i32>(load<u32>(words + k) >> 8) >= threshold;
    store<f32>(y + k, load<f32>(x + k) * (stays ? kept : 0));
  }
}

function total(x: usize, step: usize): f32 {
  let all = f32x4.splat(0);
  let rest: f32 = 0;
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) all = f32x4.add(all, v128.load(x + k));
  for (; k < step; k += 4) rest += load<f32>(x + k);
  return sum(all) + rest;
}

/** The sum of squared deviations from the mean. */
function squares(x: usize, step: usize, mean: f32): f32 {
  let all = f32x4.splat(0);
  let rest: f32 = 0;
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) {
    const left = f32x4.sub(v128.load(x + k), f32x4.splat(mean));
    all = f32x4.add(all, f32x4.mul(left, left));
  }
  for (; k < step; k += 4) {
    const left = load<f32>(x + k) - mean;
    rest += left * left;
  }
  return sum(all) + rest;
}

/** to += x by */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, x: usize, step: usize, by: f32): void {
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) {
    v128.store(to + k, f32x4.add(v128.load(to + k), f32x4.mul(v128.load(x + k), f32x4.splat(by))));
  }
  for (; k < step; k += 4) store<f32>(to + k, load<f32>(to + k) + load<f32>(x + k) * by);
}

/** to = x by */
function scale(to: usize, x: usize, step: usize, by: f32): void {
  let k: usize = 0;
  for (; k + 16 <= step; k += 16) v128.store(to + k, f32x4.mul(v128.load(x + k), f32x4.splat(by)));
  for (; k < step; k += 4) store<f32>(to + k, load<f32>(x + k) * by);
}
