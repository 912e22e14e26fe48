/** Reductions of rows; formulas in ../../../engine/reduceRows.ts. */
import {exp, greatest, logOf, sum} from './maths';

/** x [replicas, n] -> out [replicas], the sum of each row over `divisor`, or the root of the sum. */
export function sumRows(x: usize, out: usize, replicas: usize, n: usize, divisor: f64, root: bool): void {
  for (let r: usize = 0; r < replicas; r++) {
    let total: f64 = 0;
    for (let i: usize = 0; i < n; i++, x += 4) total += load<f32>(x);
    store<f32>(out + (r << 2), <f32>(root ? Math.sqrt(total) : total / divisor));
  }
}

export function logSumExp(x: usize, out: usize, replicas: usize, n: usize): void {
  const step = n << 2;
  for (let r: usize = 0; r < replicas; r++, x += step) {
    let k: usize = 0;
    let tops = f32x4.splat(-Infinity);
    for (; k + 16 <= step; k += 16) tops = f32x4.pmax(tops, v128.load(x + k));
    for (; k < step; k += 4) tops = f32x4.pmax(tops, v128.load_splat<f32>(x + k));
    const top = greatest(tops);
    const shift = f32x4.splat(top);
    let total = f32x4.splat(0);
    let rest: f32 = 0;
    for (k = 0; k + 16 <= step; k += 16) total = f32x4.add(total, exp(f32x4.sub(v128.load(x + k), shift)));
    for (; k < step; k += 4) rest += f32x4.extract_lane(exp(f32x4.sub(v128.load_splat<f32>(x + k), shift)), 0);
    store<f32>(out + (r << 2), top + logOf(sum(total) + rest));
  }
}

/** dx [replicas, n] = dy exp(x - y). */
export function logSumExpBackward(x: usize, y: usize, dy: usize, dx: usize, replicas: usize, n: usize): void {
  const step = n << 2;
  for (let r: usize = 0; r < replicas; r++, x += step, dx += step) {
    const shift = v128.load_splat<f32>(y + (r << 2));
    const factor = v128.load_splat<f32>(dy + (r << 2));
    let k: usize = 0;
    for (; k + 16 <= step; k += 16) {
      v128.store(dx + k, f32x4.mul(factor, exp(f32x4.sub(v128.load(x + k), shift))));
    }
    for (; k < step; k += 4) {
      v128.store_lane<u32>(dx + k, f32x4.mul(factor, exp(f32x4.sub(v128.load_splat<f32>(x + k), shift))), 0);
    }
  }
}

/** dx [replicas, n] = dy / n. */
export function meanBackward(dy: usize, dx: usize, replicas: usize, n: usize): void {
  for (let r: usize = 0; r < replicas; r++) {
    const value = load<f32>(dy + (r << 2)) / <f32>n;
    for (let i: usize = 0; i < n; i++, dx += 4) store<f32>(dx, value);
  }
}
