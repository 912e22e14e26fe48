/**
 * The generator of contrast losses; formulas in ../../pairwise.ts.
 *
 * One call compares n anchors with m others. The others are transposed once into [d, m]. Then the similarities of eight
 * anchors and some hundred others at a time form a small matrix, which stays in the nearest cache and becomes values or
 * weights there. So nothing of size n x m is ever stored.
 */
import {roundUp, TILE_COLUMNS, turn} from './gemm';
import {exp2, greatest, logOf, sum} from './maths';
import {AFFINE, HINGE, LINEAR, SQUARED} from './pairs';
import {CHUNK, LEFT_OUT, LINE, Pairs, pairsScratch, ROWS, STEP, turnedBytes} from './pairs';

/** The value of a log-sum without any pair. */
const NOTHING: f64 = -1e9;

export function pairwiseForwardScratch(m: usize, d: usize): usize {
  return pairsScratch(m, d) + ROWS * 16;
}

/** value [n] and what is saved [n] of the anchors. */
export function pairwiseForward(pairs: Pairs, value: usize, saved: usize): void {
  const n = pairs.n;
  const m = pairs.m;
  // Of each row: its sum, and its greatest number or (hinge) how many others violate the margin.
  const states = pairs.rest;
  const logSum = pairs.term == AFFINE;
  pairs.turnOthers();
  for (let i: usize = 0; i < n; i += ROWS) {
    for (let r: usize = 0; r < ROWS; r++) {
      store<f64>(states + (r << 4), 0);
      store<f64>(states + (r << 4), logSum ? -Infinity : 0, 8);
      // Relative to the positive, so that no small difference of large numbers is formed.
      store<f64>(pairs.references + (r << 3), logSum && i + r < n ? pairs.ownSimilarity(i + r) : 0);
    }
    const rows = min(n - i, ROWS);
    for (let j: usize = 0; j < m; j += CHUNK) {
      pairs.compare(i, j);
      for (let r: usize = 0; r < rows; r++) {
        const row = pairs.matrix + r * STEP;
        const end = row + (pairs.width(j) << 2);
        if (logSum) addExponentials(states + (r << 4), row, end, pairs.scale);
        else addTerms(states + (r << 4), row, end, pairs.term, <f32>pairs.ownSimilarity(i + r), pairs.p1);
      }
    }
    for (let r: usize = 0; r < rows; r++) {
      const at = (i + r) << 2;
      const a = pairs.ownSimilarity(i + r);
      const total = load<f64>(states + (r << 4));
      const second = load<f64>(states + (r << 4), 8);
      const p0 = <f64>pairs.p0;
      const p1 = <f64>pairs.p1;
      if (logSum) {
        const positive = Math.abs(p0) * a + p1;
        const against = total > 0 ? Math.abs(p0) * second + logOf(<f32>total) : NOTHING - positive;
        store<f32>(value + at, <f32>(pairs.contrast ? against : against + positive));
        store<f32>(saved + at, <f32>(against + positive));
      } else {
        const own = pairs.term == LINEAR ? a : pairs.term == SQUARED ? a * a : Math.max(0, p1);
        store<f32>(value + at, <f32>(p0 * (pairs.contrast ? total - own : total)));
        store<f32>(saved + at, <f32>(-p0 * second));
      }
    }
  }
}

function addExponentials(state: usize, row: usize, end: usize, scale: v128): void {
  let tops = f32x4.splat(-Infinity);
  for (let at = row; at < end; at += 16) tops = f32x4.pmax(tops, v128.load(at));
  const before = <f32>load<f64>(state, 8);
  const top = max(before, greatest(tops));
  if (top == -Infinity) return;
  let sums = f32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    sums = f32x4.add(sums, exp2(f32x4.mul(f32x4.sub(v128.load(at), f32x4.splat(top)), scale)));
  }
  const kept = f32x4.extract_lane(exp2(f32x4.mul(f32x4.splat(before - top), scale)), 0);
  store<f64>(state, load<f64>(state) * kept + sum(sums));
  store<f64>(state, top, 8);
}

/** The sum of f / p0, and how many others lie less than the margin below the positive. */
function addTerms(state: usize, row: usize, end: usize, term: i32, own: f32, margin: f32): void {
  let sums = f32x4.splat(0);
  let count = i32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    const s = v128.load(at);
    let value = s;
    if (term == SQUARED) value = f32x4.mul(s, s);
    if (term == HINGE) {
      const excess = f32x4.add(f32x4.sub(s, f32x4.splat(own)), f32x4.splat(margin));
      value = f32x4.pmax(excess, f32x4.splat(0));
      count = i32x4.sub(count, f32x4.gt(excess, f32x4.splat(0)));
    }
    sums = f32x4.add(sums, v128.and(value, f32x4.ne(s, f32x4.splat(LEFT_OUT))));
  }
  store<f64>(state, load<f64>(state) + sum(sums));
  store<f64>(state, load<f64>(state, 8) + sum(f32x4.convert_i32x4_s(count)), 8);
}

export function pairwiseBackwardScratch(m: usize, d: usize): usize {
  return pairsScratch(m, d) + turnedBytes(m, d) + d * ROWS * 4 + 2 * roundUp(m, TILE_COLUMNS) * 4;
}

/**
 * Adds the gradients du [n, d] and dv [m, d] for dy [n]. Where the others are anchors too, m = n, and `otherSaved` and
 * `otherDy` [m] are theirs; else these are 0.
 */
export function pairwiseBackward(
  pairs: Pairs,
  saved: usize,
  dy: usize,
  otherSaved: usize,
  otherDy: usize,
  du: usize,
  dv: usize,
): void {
  if (pairs.term == AFFINE && Math.abs(<f64>pairs.p0) < 1e-30) return;
  const n = pairs.n;
  const m = pairs.m;
  const d = pairs.d;
  const numbers = roundUp(m, TILE_COLUMNS) << 2;
  const turnedGradient = pairs.rest;
  const packed = turnedGradient + turnedBytes(m, d);
  const thresholds = packed + d * ROWS * 4;
  const factors = thresholds + numbers;
  const both = otherDy != 0;
  pairs.turnOthers();
  memory.fill(turnedGradient, 0, turnedBytes(m, d));
  // Thresholds are alike and may be large: what is stored in single precision is how far they lie below the greatest.
  let highest: f64 = 0;
  if (both) {
    memory.fill(thresholds, 0, 2 * numbers);
    if (pairs.term == AFFINE) {
      highest = -Infinity;
      for (let j: usize = 0; j < m; j++) {
        highest = Math.max(highest, pairs.threshold(load<f32>(otherSaved + (j << 2)), 0, 0));
      }
    }
    for (let j: usize = 0; j < m; j++) {
      const at = j << 2;
      const t = pairs.threshold(load<f32>(otherSaved + at), pairs.anchorOf(j), j);
      store<f32>(thresholds + at, <f32>(t - highest));
      store<f32>(factors + at, load<f32>(otherDy + at) * pairs.slope);
    }
  }
  for (let i: usize = 0; i < n; i += ROWS) {
    const rows = min(n - i, ROWS);
    if (rows < ROWS) memory.fill(packed, 0, d * ROWS * 4);
    turn(packed, ROWS << 2, pairs.u + i * d * 4, d << 2, rows, d);
    for (let r: usize = 0; r < ROWS; r++) {
      const t = pairs.term == AFFINE && r < rows ? pairs.threshold(load<f32>(saved + ((i + r) << 2)), 0, 0) : 0;
      store<f64>(pairs.references + (r << 3), t);
    }
    for (let j: usize = 0; j < m; j += CHUNK) {
      pairs.compare(i, j);
      const width = pairs.width(j) << 2;
      for (let r: usize = 0; r < ROWS; r++) {
        const row = pairs.matrix + r * STEP;
        if (r >= rows) {
          memory.fill(row, 0, width);
          continue;
        }
        const at = (i + r) << 2;
        const own = pairs.own(i + r);
        const t = <f32>(pairs.threshold(load<f32>(saved + at), i + r, own) - highest);
        const k = load<f32>(dy + at) * pairs.slope;
        weigh(pairs, row, width, t, k, both ? thresholds + (j << 2) : 0, factors + (j << 2));
        if (own - j < CHUNK) {
          let pull = pairs.ofOwn(i + r, own, load<f32>(dy + at), load<f32>(saved + at));
          if (both) {
            const other = own << 2;
            pull += pairs.ofOwn(i + r, own, load<f32>(otherDy + other), load<f32>(otherSaved + other));
          }
          const place = row + ((own - j) << 2);
          store<f32>(place, load<f32>(place) + pull);
        }
      }
      addToAnchors(du + i * d * 4, pairs.matrix, pairs.turned + pairs.before(j), width, rows, d);
      addToOthers(turnedGradient + pairs.before(j), pairs.matrix, packed, width, d);
    }
  }
  const sign = pairs.sign;
  for (let j: usize = 0; j < m; j++) {
    let from = turnedGradient + pairs.before(j) + ((j % CHUNK) << 2);
    for (let k: usize = 0; k < d; k++, dv += 4, from += LINE) store<f32>(dv, load<f32>(dv) + sign * load<f32>(from));
  }
}

/**
 * Makes weights of a row of the matrix. t and k are threshold and factor of the anchor, `ts` and `ks` (0: there are
 * none) those of the others.
 */
function weigh(pairs: Pairs, row: usize, bytes: usize, t: f32, k: f32, ts: usize, ks: usize): void {
  const scale = pairs.scale;
  const margin = f32x4.splat(pairs.p1);
  if (pairs.term == AFFINE) {
    if (ts) weighRow(AFFINE, row, bytes, scale, t, k, ts, ks, true);
    else weighRow(AFFINE, row, bytes, scale, t, k, ts, ks, false);
  } else if (pairs.term == LINEAR) weighRow(LINEAR, row, bytes, margin, t, k, ts, ks, ts != 0);
  else if (pairs.term == SQUARED) weighRow(SQUARED, row, bytes, margin, t, k, ts, ks, ts != 0);
  else weighRow(HINGE, row, bytes, margin, t, k, ts, ks, ts != 0);
}

// @ts-ignore: decorator
@inline
function weighRow(
  term: i32,
  row: usize,
  bytes: usize,
  p: v128,
  t: f32,
  k: f32,
  ts: usize,
  ks: usize,
  both: bool,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = v128.load(row + at);
    // For affine terms the anchor's own threshold is already subtracted.
    let w = weight(term, term == AFFINE ? s : f32x4.sub(s, f32x4.splat(t)), p, f32x4.splat(k));
    if (both) {
      const apart = term == AFFINE ? f32x4.sub(f32x4.splat(t), v128.load(ts + at)) : f32x4.neg(v128.load(ts + at));
      w = f32x4.add(w, weight(term, f32x4.add(s, apart), p, v128.load(ks + at)));
    }
    v128.store(row + at, term == AFFINE ? w : v128.and(w, f32x4.ne(s, f32x4.splat(LEFT_OUT))));
  }
}

/** For x, a similarity less a threshold, p the scale (affine) or the margin (hinge), k the factor. */
// @ts-ignore: decorator
@inline
function weight(term: i32, x: v128, p: v128, k: v128): v128 {
  if (term == AFFINE) return f32x4.mul(k, exp2(f32x4.mul(x, p)));
  if (term == LINEAR) return k;
  if (term == SQUARED) return f32x4.mul(k, x);
  return v128.and(k, f32x4.gt(f32x4.add(x, p), f32x4.splat(0)));
}

/** du [rows, d] += weights times others. */
function addToAnchors(du: usize, matrix: usize, turned: usize, bytes: usize, rows: usize, d: usize): void {
  for (let k: usize = 0; k < d; k++, du += 4, turned += LINE) {
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    for (let at: usize = 0; at < bytes; at += 16) {
      const v = v128.load(turned + at);
      const row = matrix + at;
      a0 = f32x4.add(a0, f32x4.mul(v, v128.load(row)));
      a1 = f32x4.add(a1, f32x4.mul(v, v128.load(row, STEP)));
      a2 = f32x4.add(a2, f32x4.mul(v, v128.load(row, 2 * STEP)));
      a3 = f32x4.add(a3, f32x4.mul(v, v128.load(row, 3 * STEP)));
      a4 = f32x4.add(a4, f32x4.mul(v, v128.load(row, 4 * STEP)));
      a5 = f32x4.add(a5, f32x4.mul(v, v128.load(row, 5 * STEP)));
      a6 = f32x4.add(a6, f32x4.mul(v, v128.load(row, 6 * STEP)));
      a7 = f32x4.add(a7, f32x4.mul(v, v128.load(row, 7 * STEP)));
    }
    const next = d << 2;
    add(du, a0);
    if (rows > 1) add(du + next, a1);
    if (rows > 2) add(du + 2 * next, a2);
    if (rows > 3) add(du + 3 * next, a3);
    if (rows > 4) add(du + 4 * next, a4);
    if (rows > 5) add(du + 5 * next, a5);
    if (rows > 6) add(du + 6 * next, a6);
    if (rows > 7) add(du + 7 * next, a7);
  }
}

// @ts-ignore: decorator
@inline
function add(at: usize, x: v128): void {
  store<f32>(at, load<f32>(at) + sum(x));
}

/** gradient [d, others] += anchors [d, 8] times weights. */
function addToOthers(gradient: usize, matrix: usize, packed: usize, bytes: usize, d: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const row = matrix + at;
    const w0 = v128.load(row);
    const w1 = v128.load(row, STEP);
    const w2 = v128.load(row, 2 * STEP);
    const w3 = v128.load(row, 3 * STEP);
    const w4 = v128.load(row, 4 * STEP);
    const w5 = v128.load(row, 5 * STEP);
    const w6 = v128.load(row, 6 * STEP);
    const w7 = v128.load(row, 7 * STEP);
    let to = gradient + at;
    const end = packed + d * ROWS * 4;
    for (let u = packed; u < end; u += ROWS * 4, to += LINE) {
      let even = f32x4.mul(w0, v128.load_splat<f32>(u));
      let odd = f32x4.mul(w1, v128.load_splat<f32>(u, 4));
      even = f32x4.add(even, f32x4.mul(w2, v128.load_splat<f32>(u, 8)));
      odd = f32x4.add(odd, f32x4.mul(w3, v128.load_splat<f32>(u, 12)));
      even = f32x4.add(even, f32x4.mul(w4, v128.load_splat<f32>(u, 16)));
      odd = f32x4.add(odd, f32x4.mul(w5, v128.load_splat<f32>(u, 20)));
      even = f32x4.add(even, f32x4.mul(w6, v128.load_splat<f32>(u, 24)));
      odd = f32x4.add(odd, f32x4.mul(w7, v128.load_splat<f32>(u, 28)));
      v128.store(to, f32x4.add(v128.load(to), f32x4.add(even, odd)));
    }
  }
}
