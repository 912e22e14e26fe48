/** One update of an optimiser in place; formulas in ../../../engine/optimiser.ts. */

/** Gradient values whose squares are summed together. */
const CHUNK: usize = 1024 << 2;

/**
 * value, gradient, m and (for AdamW, else 0) v [replicas, size], hyper [replicas, 4]: rate, weight decay and the two
 * bias corrections; squares [replicas, chunks], given by where this tensor's begin.
 */
export function optimise(
  value: usize,
  gradient: usize,
  m: usize,
  v: usize,
  hyper: usize,
  squares: usize,
  replicas: usize,
  size: usize,
  chunks: usize,
  decays: bool,
  momentum: f64,
  beta2: f64,
  epsilon: f64,
): void {
  const bytes = size << 2;
  for (let r: usize = 0; r < replicas; r++) {
    let square = squares + r * chunks * 4;
    for (let from: usize = 0; from < bytes; from += CHUNK, square += 4) {
      const begin = r * bytes + from;
      const end = r * bytes + min(bytes, from + CHUNK);
      store<f32>(square, <f32>sumOfSquares(gradient + begin, gradient + end));
      let at = begin;
      for (; at + 16 <= end; at += 16) {
        update(value + at, gradient + at, m + at, v ? v + at : 0, hyper, decays, momentum, beta2, epsilon, true);
      }
      for (; at < end; at += 4) {
        update(value + at, gradient + at, m + at, v ? v + at : 0, hyper, decays, momentum, beta2, epsilon, false);
      }
    }
    hyper += 16;
  }
}

/** Four values, or one. */
// @ts-ignore: decorator
@inline
function update(
  value: usize,
  gradient: usize,
  m: usize,
  v: usize,
  hyper: usize,
  decays: bool,
  momentum: f64,
  beta2: f64,
  epsilon: f64,
  four: bool,
): void {
  const g = read(gradient, four);
  let direction = f32x4.mul(read(m, four), f32x4.splat(<f32>momentum));
  if (v) {
    direction = f32x4.add(direction, f32x4.mul(g, f32x4.splat(<f32>(1 - momentum))));
    write(m, direction, four);
    // Not g^2 first: it may be infinite where its share is not.
    const square = f32x4.mul(f32x4.mul(g, f32x4.splat(<f32>(1 - beta2))), g);
    const second = f32x4.add(f32x4.mul(read(v, four), f32x4.splat(<f32>beta2)), square);
    write(v, second, four);
    const root = f32x4.sqrt(f32x4.mul(second, v128.load_splat<f32>(hyper, 12)));
    direction = f32x4.div(
      f32x4.mul(direction, v128.load_splat<f32>(hyper, 8)),
      f32x4.add(root, f32x4.splat(<f32>epsilon)),
    );
  } else {
    direction = f32x4.add(direction, g);
    write(m, direction, four);
  }
  const old = read(value, four);
  if (decays) direction = f32x4.add(direction, f32x4.mul(old, v128.load_splat<f32>(hyper, 4)));
  write(value, f32x4.sub(old, f32x4.mul(direction, v128.load_splat<f32>(hyper))), four);
}

// @ts-ignore: decorator
@inline
function read(at: usize, four: bool): v128 {
  return four ? v128.load(at) : v128.load_splat<f32>(at);
}

// @ts-ignore: decorator
@inline
function write(at: usize, x: v128, four: bool): void {
  if (four) v128.store(at, x);
  else v128.store_lane<u32>(at, x, 0);
}

function sumOfSquares(at: usize, end: usize): f64 {
  let sums = f64x2.splat(0);
  for (; at + 8 <= end; at += 8) {
    const g = f64x2.promote_low_f32x4(v128.load_zero<u64>(at));
    sums = f64x2.add(sums, f64x2.mul(g, g));
  }
  const last = at < end ? <f64>load<f32>(at) : 0;
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + last * last;
}
