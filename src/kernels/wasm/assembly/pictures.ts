/** Pictures changed at random; formulas in ../../augmentPictures.ts. */
import {fill, UNIFORM} from './random';

/** Numbers drawn for a picture, of what is done to it, and of the amounts of a replica, 4 bytes each. */
const DRAWS: usize = 10 << 2;
const CHANGE: usize = 12 << 2;
const AMOUNTS: usize = 8 << 2;
/** 2^23: an integer below it that is added to it stands in the lowest bits. */
const WHOLE: f32 = 8388608.0;

/** keys [replicas, streams], amounts [replicas, 8] -> to [replicas, streams count, 12]. */
export function pictureChanges(
  keys: usize,
  amounts: usize,
  to: usize,
  replicas: usize,
  streams: usize,
  count: usize,
  scratch: usize,
): void {
  // At the end of the output: the changes never overtake the draws that they come from.
  let draws = to + replicas * streams * count * (CHANGE - DRAWS);
  fill(keys, replicas * streams, draws, (count * DRAWS) >> 2, UNIFORM, 0, 0, scratch);
  for (let r: usize = 0; r < replicas; r++, amounts += AMOUNTS) {
    const shift = <f64>load<f32>(amounts);
    const zoom = <f64>load<f32>(amounts, 4);
    const turn = <f64>load<f32>(amounts, 8);
    const gain = <f64>load<f32>(amounts, 12);
    const tint = <f64>load<f32>(amounts, 16);
    const flip = load<f32>(amounts, 20);
    const half = <f64>load<f32>(amounts, 24) / 2;
    const stretch = <f64>load<f32>(amounts, 28);
    for (let i: usize = 0; i < streams * count; i++, draws += DRAWS, to += CHANGE) {
      // Everything is read before it is overwritten.
      const turned = signed(draws, 3) * turn;
      const along = (signed(draws, 2) * zoom + 1) / Math.sqrt(turned * turned + 1);
      const across = along * turned;
      const side: f64 = load<f32>(draws, 20) < flip ? -1 : 1;
      const dx = signed(draws, 0) * shift;
      const dy = signed(draws, 1) * shift;
      const brighter = signed(draws, 4) * gain + 1;
      const tinted = signed(draws, 8) * tint;
      const eraseX = <f64>load<f32>(draws, 24) - 0.5;
      const eraseY = <f64>load<f32>(draws, 28) - 0.5;
      const stretched = signed(draws, 9) * stretch;
      store<f32>(to, <f32>(along * side));
      store<f32>(to, <f32>-across, 4);
      store<f32>(to, <f32>(across * side), 8);
      store<f32>(to, <f32>along, 12);
      store<f32>(to, <f32>dx, 16);
      store<f32>(to, <f32>dy, 20);
      store<f32>(to, <f32>brighter, 24);
      store<f32>(to, <f32>tinted, 28);
      store<f32>(to, <f32>eraseX, 32);
      store<f32>(to, <f32>eraseY, 36);
      store<f32>(to, <f32>(half * (1 + stretched)), 40);
      store<f32>(to, <f32>(half * (1 - stretched)), 44);
    }
  }
}

// @ts-ignore: decorator
@inline
function signed(draws: usize, i: usize): f64 {
  return 2 * <f64>load<f32>(draws + (i << 2)) - 1;
}

/** Bytes of one pixel with its channels filled up to vectors. */
// @ts-ignore: decorator
@inline
function pixelBytes(channels: usize): usize {
  return ((channels + 3) & ~3) << 2;
}

/** A picture within a blank border, the gains of its channels, and one picture of the output with what spills over. */
export function augmentScratch(side: usize, channels: usize): usize {
  const pixel = pixelBytes(channels);
  return (side + 3) * (side + 3) * pixel + pixel + side * side * channels * 4 + pixel;
}

/**
 * pictures [count, side, side, channels], rows [replicas, n], change [replicas, n, 12] -> to
 * [replicas, n, ...picture].
 */
export function augment(
  pictures: usize,
  rows: usize,
  change: usize,
  to: usize,
  replicas: usize,
  n: usize,
  side: usize,
  channels: usize,
  scratch: usize,
): void {
  const pixel = pixelBytes(channels);
  const size = side * side * channels * 4;
  const gains = scratch + (side + 3) * (side + 3) * pixel;
  const last = gains + pixel;
  memory.fill(scratch, 0, (side + 3) * (side + 3) * pixel);
  for (let i: usize = 0; i < replicas * n; i++, rows += 4, change += CHANGE, to += size) {
    frame(pictures + <usize>load<u32>(rows) * size, scratch, side, channels);
    gainsOf(change, gains, channels);
    // What spills over the end of a picture is overwritten by the next.
    const end = i + 1 == replicas * n;
    render(scratch, change, gains, end ? last : to, side, channels);
    if (end) memory.copy(to, last, size);
    blank(change, to, side, channels);
  }
}

/** Copies a picture into the border. Channels past the last are undefined, and never read. */
function frame(from: usize, framed: usize, side: usize, channels: usize): void {
  const pixel = pixelBytes(channels);
  const end = from + side * side * channels * 4;
  for (let y: usize = 0; y < side; y++) {
    let to = framed + ((y + 1) * (side + 3) + 1) * pixel;
    for (let x: usize = 0; x < side; x++, from += channels << 2, to += pixel) {
      if (from + pixel <= end) {
        for (let v: usize = 0; v < pixel; v += 16) v128.store(to + v, v128.load(from + v));
      } else {
        memory.copy(to, from, channels << 2);
      }
    }
  }
}

/** From gain - tint for the first channel to gain + tint for the last. */
function gainsOf(change: usize, gains: usize, channels: usize): void {
  const gain = <f64>load<f32>(change, 24);
  const tint = <f64>load<f32>(change, 28);
  const step = channels == 1 ? 0 : (2 * tint) / <f64>(channels - 1);
  let value = channels == 1 ? gain : gain - tint;
  for (let c: usize = 0; c < channels; c++, value += step) store<f32>(gains + (c << 2), <f32>value);
}

function render(framed: usize, change: usize, gains: usize, to: usize, side: usize, channels: usize): void {
  const pixel = pixelBytes(channels);
  const line = (side + 3) * pixel;
  const width = f32x4.splat(<f32>(side + 3));
  // Beyond the border everything is as blank as on it.
  const low = f32x4.splat(-1);
  const high = f32x4.splat(<f32>side);
  const xx = load<f32>(change);
  const yx = load<f32>(change, 8);
  for (let y: usize = 0; y < side; y++) {
    const startX = f32x4.splat(start(xx, load<f32>(change, 4), load<f32>(change, 16), y, side));
    const startY = f32x4.splat(start(yx, load<f32>(change, 12), load<f32>(change, 20), y, side));
    for (let x: usize = 0; x < side; x += 4) {
      const column = f32x4.add(f32x4.splat(<f32>x), f32x4(0, 1, 2, 3));
      const sourceX = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(startX, f32x4.mul(f32x4.splat(xx), column))));
      const sourceY = f32x4.pmin(high, f32x4.pmax(low, f32x4.add(startY, f32x4.mul(f32x4.splat(yx), column))));
      const left = f32x4.floor(sourceX);
      const top = f32x4.floor(sourceY);
      const fx = f32x4.sub(sourceX, left);
      const fy = f32x4.sub(sourceY, top);
      const above = f32x4.mul(f32x4.add(top, f32x4.splat(1)), width);
      const place = v128.and(f32x4.add(f32x4.add(above, left), f32x4.splat(WHOLE + 1)), i32x4.splat(0x7fffff));
      const at = i32x4.mul(place, i32x4.splat(<i32>pixel));
      const some = side - x;
      sample(
        framed + i32x4.extract_lane(at, 0),
        i32x4.shuffle(fx, fx, 0, 0, 0, 0),
        i32x4.shuffle(fy, fy, 0, 0, 0, 0),
        gains,
        to,
        line,
        pixel,
      );
      if (some > 1) sample(
        framed + i32x4.extract_lane(at, 1),
        i32x4.shuffle(fx, fx, 1, 1, 1, 1),
        i32x4.shuffle(fy, fy, 1, 1, 1, 1),
        gains,
        to + channels * 4,
        line,
        pixel,
      );
      if (some > 2) sample(
        framed + i32x4.extract_lane(at, 2),
        i32x4.shuffle(fx, fx, 2, 2, 2, 2),
        i32x4.shuffle(fy, fy, 2, 2, 2, 2),
        gains,
        to + channels * 8,
        line,
        pixel,
      );
      if (some > 3) sample(
        framed + i32x4.extract_lane(at, 3),
        i32x4.shuffle(fx, fx, 3, 3, 3, 3),
        i32x4.shuffle(fy, fy, 3, 3, 3, 3),
        gains,
        to + channels * 12,
        line,
        pixel,
      );
      to += min(some, 4) * channels * 4;
    }
  }
}

/** Where the first pixel of row y comes from, along x or y, in pixels. */
function start(perX: f64, perY: f64, shift: f64, y: usize, side: usize): f32 {
  const first = 0.5 / <f64>side - 0.5;
  const row = (<f64>y + 0.5) / <f64>side - 0.5;
  return <f32>((perX * first + perY * row + shift) * <f64>side + <f64>(side - 1) / 2);
}

/** One pixel of the output: the four at `at`, weighted. */
// @ts-ignore: decorator
@inline
function sample(at: usize, x: v128, y: v128, gains: usize, to: usize, line: usize, pixel: usize): void {
  sampleVector(at, x, y, gains, to, line, pixel);
  for (let v: usize = 16; v < pixel; v += 16) sampleVector(at + v, x, y, gains + v, to + v, line, pixel);
}

// @ts-ignore: decorator
@inline
function sampleVector(at: usize, x: v128, y: v128, gains: usize, to: usize, line: usize, pixel: usize): void {
  const below = at + line;
  const upper = between(v128.load(at), v128.load(at + pixel), x);
  const lower = between(v128.load(below), v128.load(below + pixel), x);
  v128.store(to, f32x4.mul(between(upper, lower, y), v128.load(gains)));
}

// @ts-ignore: decorator
@inline
function between(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(share, f32x4.sub(b, a)));
}

/** The erased rectangle. */
function blank(change: usize, to: usize, side: usize, channels: usize): void {
  const x = load<f32>(change, 32);
  const y = load<f32>(change, 36);
  const halfX = load<f32>(change, 40);
  const halfY = load<f32>(change, 44);
  const left = next(0, true, x, halfX, side);
  const bytes = (next(left, false, x, halfX, side) - left) * channels * 4;
  const top = next(0, true, y, halfY, side);
  const bottom = next(top, false, y, halfY, side);
  for (let i = top; i < bottom; i++) memory.fill(to + (i * side + left) * channels * 4, 0, bytes);
}

/** The first pixel from i on that lies `within` half of the centre, or does not; `side` if there is none. */
function next(i: usize, within: bool, centre: f64, half: f64, side: usize): usize {
  while (i < side && Math.abs((<f64>i + 0.5) / <f64>side - 0.5 - centre) < half != within) i++;
  return i;
}
