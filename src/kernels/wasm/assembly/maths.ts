/** Functions of four numbers at once, made of additions and multiplications only: equal bits on every machine. */

/** 1.5 * 2^23 + 127: a small number added to it is rounded to a whole one, whose exponent stands in the lowest bits. */
const ROUND: f32 = 12583039.0;
const LOG2_E: f32 = 1.44269504;
/** ln 2 in two parts: the first times a whole number of at most 15 bits is exact. */
const LN_2_HIGH: f32 = 0.693359375;
const LN_2_LOW: f32 = -2.1219444e-4;
const SQRT_HALF: i32 = 0x3f3504f3;

/** Below this a power of two is 0. */
const LOWEST: f32 = -127;

/** 2^x for x < 128, relative error 2e-7; 0 below -126.5. */
// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  x = f32x4.pmax(x, f32x4.splat(LOWEST));
  const t = f32x4.add(x, f32x4.splat(ROUND));
  return scaled(f32x4.sub(x, f32x4.sub(t, f32x4.splat(ROUND))), t);
}

/** e^x for x < 88, relative error 2e-7; 0 below -87.7. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  x = f32x4.pmax(x, f32x4.splat(-88));
  const t = f32x4.add(f32x4.mul(x, f32x4.splat(LOG2_E)), f32x4.splat(ROUND));
  const n = f32x4.sub(t, f32x4.splat(ROUND));
  const rest = f32x4.sub(
    f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN_2_HIGH))),
    f32x4.mul(n, f32x4.splat(LN_2_LOW)),
  );
  return scaled(f32x4.mul(rest, f32x4.splat(LOG2_E)), t);
}

/** 2^f 2^n for |f| <= 1/2 and t = ROUND + n. The polynomial is the best of its degree with 2^0 = 1, error 9e-8. */
// @ts-ignore: decorator
@inline
function scaled(f: v128, t: v128): v128 {
  let p = f32x4.splat(0.0013264652807);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.0096715111285));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.0555073395371));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.2402224242687));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.6931470036507));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(t, 23));
}

/** Natural logarithm of positive normal numbers, error 1e-7. Source: Moshier, Cephes library (1992), logf. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(SQRT_HALF)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const n = f32x4.convert_i32x4_s(exponent);
  const square = f32x4.mul(f, f);
  let p = f32x4.splat(7.0376836292e-2);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.151461031e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.167699874e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, f), square);
  y = f32x4.add(y, f32x4.mul(n, f32x4.splat(LN_2_LOW)));
  y = f32x4.sub(y, f32x4.mul(square, f32x4.splat(0.5)));
  return f32x4.add(f32x4.add(f, y), f32x4.mul(n, f32x4.splat(LN_2_HIGH)));
}

/** The natural logarithm of one positive number. */
export function logOf(x: f32): f32 {
  return f32x4.extract_lane(log(f32x4.splat(x)), 0);
}

/** The sum of four numbers, in a fixed order. */
// @ts-ignore: decorator
@inline
export function sum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 2) + (f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 3))
  );
}

/** The greatest of four numbers. */
// @ts-ignore: decorator
@inline
export function greatest(x: v128): f32 {
  const pairs = f32x4.pmax(x, i64x2.shuffle(x, x, 1, 0));
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}
