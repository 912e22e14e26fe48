/** Projection onto the unit sphere; formulas in ../../normalise.ts. In double precision, two numbers at once. */

const EPSILON: f64 = 1e-12;

/** x [n, d] -> y [n, d], inverse [n]. */
export function normaliseForward(x: usize, y: usize, inverse: usize, n: usize, d: usize): void {
  const step = d << 2;
  for (let i: usize = 0; i < n; i++, x += step, y += step) {
    const r = <f32>(1 / Math.sqrt(dot(x, x, step) + EPSILON));
    store<f32>(inverse + (i << 2), r);
    let k: usize = 0;
    for (; k + 16 <= step; k += 16) v128.store(y + k, f32x4.mul(v128.load(x + k), f32x4.splat(r)));
    for (; k < step; k += 4) store<f32>(y + k, load<f32>(x + k) * r);
  }
}

export function normaliseBackward(y: usize, inverse: usize, dy: usize, dx: usize, n: usize, d: usize): void {
  const step = d << 2;
  for (let i: usize = 0; i < n; i++, y += step, dy += step, dx += step) {
    const along = dot(dy, y, step);
    const r = <f64>load<f32>(inverse + (i << 2));
    let k: usize = 0;
    for (; k + 8 <= step; k += 8) {
      const across = f64x2.sub(pair(dy + k), f64x2.mul(pair(y + k), f64x2.splat(along)));
      v128.store_lane<u64>(dx + k, f32x4.demote_f64x2_zero(f64x2.mul(across, f64x2.splat(r))), 0);
    }
    for (; k < step; k += 4) {
      store<f32>(dx + k, <f32>(r * (<f64>load<f32>(dy + k) - <f64>load<f32>(y + k) * along)));
    }
  }
}

/** The product of two vectors of `bytes` bytes. */
function dot(a: usize, b: usize, bytes: usize): f64 {
  let sums = f64x2.splat(0);
  let k: usize = 0;
  for (; k + 8 <= bytes; k += 8) sums = f64x2.add(sums, f64x2.mul(pair(a + k), pair(b + k)));
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  for (; k < bytes; k += 4) sum += <f64>load<f32>(a + k) * <f64>load<f32>(b + k);
  return sum;
}

// @ts-ignore: decorator
@inline
function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load_zero<u64>(at));
}
