/** A dense layer; formulas and shapes in ../../dense.ts. */
import {multiply, multiplyScratch} from './gemm';
import {rowsThatCount} from './rows';

/** Rows whose gradients are summed before they join the sum of all. */
const BLOCK: usize = 64;

export function denseForwardScratch(inputs: usize, outputs: usize): usize {
  return multiplyScratch(outputs, inputs);
}

export function denseForward(
  x: usize,
  shared: bool,
  w: usize,
  b: usize,
  y: usize,
  counts: usize,
  sets: usize,
  replicas: usize,
  n: usize,
  inputs: usize,
  outputs: usize,
  relu: bool,
  scratch: usize,
): void {
  for (let r: usize = 0; r < replicas; r++) {
    const xr = x + (shared ? 0 : r * n * inputs * 4);
    const wr = w + r * inputs * outputs * 4;
    const yr = y + r * n * outputs * 4;
    const rows = rowsThatCount(counts, r % sets, n);
    multiply(rows, outputs, inputs, xr, false, wr, false, yr, b + r * outputs * 4, relu, scratch);
    memory.fill(yr + rows * outputs * 4, 0, (n - rows) * outputs * 4);
  }
}

export function denseBackwardScratch(n: usize, inputs: usize, outputs: usize): usize {
  return n * outputs * 4 + max(multiplyScratch(outputs, n), multiplyScratch(inputs, outputs));
}

/** dx is 0 where it is not wanted. */
export function denseBackward(
  x: usize,
  shared: bool,
  w: usize,
  y: usize,
  dy: usize,
  dw: usize,
  db: usize,
  dx: usize,
  counts: usize,
  sets: usize,
  replicas: usize,
  n: usize,
  inputs: usize,
  outputs: usize,
  relu: bool,
  scratch: usize,
): void {
  const rest = scratch + n * outputs * 4;
  for (let r: usize = 0; r < replicas; r++) {
    const at = r * n * outputs * 4;
    const xr = x + (shared ? 0 : r * n * inputs * 4);
    const wAt = r * inputs * outputs * 4;
    const g = relu ? scratch : dy + at;
    const rows = rowsThatCount(counts, r % sets, n);
    sumRows(dy + at, y + at, g, db + r * outputs * 4, rows, outputs, relu);
    if (rows) multiply(inputs, outputs, rows, xr, true, g, false, dw + wAt, 0, false, rest);
    else memory.fill(dw + wAt, 0, inputs * outputs * 4);
    if (!dx) continue;
    const dxr = dx + r * n * inputs * 4;
    multiply(rows, inputs, outputs, g, false, w + wAt, true, dxr, 0, false, rest);
    memory.fill(dxr + rows * inputs * 4, 0, (n - rows) * inputs * 4);
  }
}

/** sums [outputs] of the rows of g [n, outputs]; with relu g is written first: dy where y > 0, else 0. */
function sumRows(dy: usize, y: usize, g: usize, sums: usize, n: usize, outputs: usize, relu: bool): void {
  memory.fill(sums, 0, outputs << 2);
  const step = outputs << 2;
  for (let from: usize = 0; from < n; from += BLOCK) {
    const end = min(from + BLOCK, n) * step;
    let column: usize = 0;
    for (; column + 16 <= step; column += 16) {
      let total = f32x4.splat(0);
      for (let at = from * step + column; at < end; at += step) {
        let value = v128.load(dy + at);
        if (relu) {
          value = v128.and(value, f32x4.gt(v128.load(y + at), f32x4.splat(0)));
          v128.store(g + at, value);
        }
        total = f32x4.add(total, value);
      }
      v128.store(sums + column, f32x4.add(v128.load(sums + column), total));
    }
    for (; column < step; column += 4) {
      let total: f32 = 0;
      for (let at = from * step + column; at < end; at += step) {
        let value = load<f32>(dy + at);
        if (relu) {
          if (load<f32>(y + at) <= 0) value = 0;
          store<f32>(g + at, value);
        }
        total += value;
      }
      store<f32>(sums + column, load<f32>(sums + column) + total);
    }
  }
}
