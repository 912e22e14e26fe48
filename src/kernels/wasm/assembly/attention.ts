/**
 * Attention; formulas and shapes in ../../attention.ts. It goes through the heads of the sequences one after another,
 * with copies of their rows in panels. So the result of a sequence depends on nothing else.
 */
import {copyRows, multiplyPanels, panels, roundUp, TILE_COLUMNS, turn} from './gemm';
import {exp, greatest, logOf, sum} from './maths';
import {firstRow} from './rows';

/** The score of places without a key: their weight is 0. */
const NOTHING: f32 = -3e38;

/** Bytes of a table with so many rows, and columns in whole panels. */
// @ts-ignore: decorator
@inline
function table(rows: usize, columns: usize): usize {
  return rows * roundUp(columns, TILE_COLUMNS) * 4;
}

/** Bytes of scratch for both directions. */
export function attentionScratch(longest: usize, d: usize): usize {
  return 2 * table(d, longest) + 4 * table(longest, d) + 3 * table(longest, longest);
}

/** `sets` is the number of all lengths and starts; a replica has `texts` sequences. */
export function attentionForward(
  x: usize,
  lengths: usize,
  starts: usize,
  y: usize,
  logSum: usize,
  sequences: usize,
  texts: usize,
  sets: usize,
  longest: usize,
  heads: usize,
  d: usize,
  scratch: usize,
): void {
  const step = 3 * heads * d * 4;
  const found = heads * d * 4;
  const scale = f32x4.splat(<f32>(1 / Math.sqrt(<f64>d)));
  const values = scratch + table(d, longest);
  const scores = values + table(longest, d);
  const out = scores + table(longest, longest);
  const outStep = table(1, d);
  memory.fill(y, 0, sequences * longest * found);
  memory.fill(logSum, 0, sequences * longest * heads * 4);
  for (let s: usize = 0; s < sequences; s++) {
    const length = lengthOf(lengths, s % sets, longest);
    const first = (s / texts) * texts * longest + firstRow(starts, s % sets, (s % texts) * longest);
    const scoreStep = table(1, length);
    for (let head: usize = 0; head < heads && length > 0; head++) {
      const offset = head * d * 4;
      const q = x + first * step + offset;
      panels(scratch, q + found, step, true, d, length);
      panels(values, q + 2 * found, step, false, length, d);
      multiplyPanels(scores, scoreStep, q, step, scratch, length, length, d);
      let to = logSum + (first * heads + head) * 4;
      for (let i: usize = 0; i < length; i++, to += heads << 2) {
        store<f32>(to, softmax(scores + i * scoreStep, length, scale));
      }
      multiplyPanels(out, outStep, scores, scoreStep, values, length, d, length);
      copyRows(y + first * found + offset, found, out, outStep, length, d);
    }
  }
}

export function attentionBackward(
  x: usize,
  lengths: usize,
  starts: usize,
  logSum: usize,
  dy: usize,
  dx: usize,
  means: usize,
  sequences: usize,
  texts: usize,
  sets: usize,
  longest: usize,
  heads: usize,
  d: usize,
  scratch: usize,
): void {
  const step = 3 * heads * d * 4;
  const found = heads * d * 4;
  const scale = f32x4.splat(<f32>(1 / Math.sqrt(<f64>d)));
  const turnedValues = scratch + table(d, longest);
  const queries = turnedValues + table(d, longest);
  const keys = queries + table(longest, d);
  const pulls = keys + table(longest, d);
  const out = pulls + table(longest, d);
  const weights = out + table(longest, d);
  const slopes = weights + table(longest, longest);
  const turned = slopes + table(longest, longest);
  const outStep = table(1, d);
  memory.fill(dx, 0, sequences * longest * step);
  memory.fill(means, 0, sequences * longest * heads * 4);
  for (let s: usize = 0; s < sequences; s++) {
    const length = lengthOf(lengths, s % sets, longest);
    const first = (s / texts) * texts * longest + firstRow(starts, s % sets, (s % texts) * longest);
    const scoreStep = table(1, length);
    for (let head: usize = 0; head < heads && length > 0; head++) {
      const offset = head * d * 4;
      const q = x + first * step + offset;
      const pull = dy + first * found + offset;
      const to = dx + first * step + offset;
      panels(scratch, q + found, step, true, d, length);
      panels(turnedValues, q + 2 * found, step, true, d, length);
      panels(queries, q, step, false, length, d);
      panels(keys, q + found, step, false, length, d);
      panels(pulls, pull, found, false, length, d);
      multiplyPanels(weights, scoreStep, q, step, scratch, length, length, d);
      multiplyPanels(slopes, scoreStep, pull, found, turnedValues, length, length, d);
      for (let i: usize = 0; i < length; i++) {
        const at = ((first + i) * heads + head) * 4;
        const row = i * scoreStep;
        store<f32>(means + at, descend(weights + row, slopes + row, length, scale, load<f32>(logSum + at)));
      }
      multiplyPanels(out, outStep, slopes, scoreStep, keys, length, d, length);
      copyRows(to, step, out, outStep, length, d);
      turn(turned, scoreStep, slopes, scoreStep, length, length);
      multiplyPanels(out, outStep, turned, scoreStep, queries, length, d, length);
      copyRows(to + found, step, out, outStep, length, d);
      turn(turned, scoreStep, weights, scoreStep, length, length);
      multiplyPanels(out, outStep, turned, scoreStep, pulls, length, d, length);
      copyRows(to + 2 * found, step, out, outStep, length, d);
    }
  }
}

function lengthOf(lengths: usize, s: usize, longest: usize): usize {
  return <usize>min(max(load<i32>(lengths + (s << 2)), 0), <i32>longest);
}

/** Products with the keys become weights, in place; gives the logarithm of the sum of the exponentials. */
function softmax(row: usize, length: usize, scale: v128): f32 {
  const end = ending(row, length);
  let tops = f32x4.splat(NOTHING);
  for (let at = row; at < end; at += 16) tops = f32x4.pmax(tops, v128.load(at));
  const top = greatest(tops);
  let total = f32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    const weight = exp(f32x4.mul(f32x4.sub(v128.load(at), f32x4.splat(top)), scale));
    v128.store(at, weight);
    total = f32x4.add(total, weight);
  }
  const all = sum(total);
  const share = f32x4.splat(1 / all);
  for (let at = row; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), share));
  return top * f32x4.extract_lane(scale, 0) + logOf(all);
}

/** Products with the keys become weights p, and those of dy with the values g, in place; gives c. */
function descend(weights: usize, slopes: usize, length: usize, scale: v128, logSum: f32): f32 {
  const end = ending(weights, length);
  const apart = slopes - weights;
  let total = f32x4.splat(0);
  for (let at = weights; at < end; at += 16) {
    const score = f32x4.sub(f32x4.mul(v128.load(at), scale), f32x4.splat(logSum));
    const p = exp(f32x4.pmin(score, f32x4.splat(0)));
    v128.store(at, p);
    total = f32x4.add(total, f32x4.mul(p, v128.load(at + apart)));
  }
  const mean = sum(total);
  for (let at = weights; at < end; at += 16) {
    const slope = f32x4.sub(v128.load(at + apart), f32x4.splat(mean));
    v128.store(at + apart, f32x4.mul(f32x4.mul(v128.load(at), slope), scale));
  }
  return mean;
}

/** Pads the scores to a multiple of four with empty scores; returns where they end. */
function ending(row: usize, length: usize): usize {
  const end = row + (roundUp(length, 4) << 2);
  for (let at = row + (length << 2); at < end; at += 4) store<f32>(at, NOTHING);
  return end;
}
