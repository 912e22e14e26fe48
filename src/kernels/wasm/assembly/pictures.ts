/** Pictures changed at random; formulas in ../../augmentPictures.ts. */
import {fill, UNIFORM} from './random';

/** Numbers of one change, 4 bytes each. */
const CHANGE: usize = 10 << 2;
/** 2^23: a whole number below it that is added stands in the lowest bits. */
const WHOLE: f32 = 8388608.0;

/** keys [replicas, streams] -> to [replicas, streams count, 10]. */
export function pictureChanges(
  keys: usize,
  strength: usize,
  to: usize,
  replicas: usize,
  streams: usize,
  count: usize,
  shift: f64,
  zoom: f64,
  turn: f64,
  gain: f64,
  tint: f64,
  flip: f64,
  scratch: usize,
): void {
  fill(keys, replicas * streams, to, (count * CHANGE) >> 2, UNIFORM, 0, 0, scratch);
  for (let r: usize = 0; r < replicas; r++) {
    const s = <f64>load<f32>(strength + (r << 2));
    for (let i: usize = 0; i < streams * count; i++, to += CHANGE) {
      // Everything is read before it is overwritten.
      const turned = signed(to, 3) * s * turn;
      const along = (signed(to, 2) * s * zoom + 1) / Math.sqrt(turned * turned + 1);
      const across = along * turned;
      const side: f64 = load<f32>(to, 20) < <f32>(s * flip) ? -1 : 1;
      const dx = signed(to, 0) * s * shift;
      const dy = signed(to, 1) * s * shift;
      const brighter = signed(to, 4) * s * gain + 1;
      const tinted = signed(to, 8) * s * tint;
      const eraseX = <f64>load<f32>(to, 24) - 0.5;
      const eraseY = <f64>load<f32>(to, 28) - 0.5;
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
 * pictures [count, side, side, channels], rows [replicas, n], change [replicas, n, 10], strength [replicas] -> to
 * [replicas, n, ...picture]. The erased square has the side 2 strength `erase`.
 */
export function augment(
  pictures: usize,
  rows: usize,
  change: usize,
  strength: usize,
  to: usize,
  replicas: usize,
  n: usize,
  side: usize,
  channels: usize,
  erase: f64,
  scratch: usize,
): void {
  const pixel = pixelBytes(channels);
  const size = side * side * channels * 4;
  const gains = scratch + (side + 3) * (side + 3) * pixel;
  const last = gains + pixel;
  memory.fill(scratch, 0, (side + 3) * (side + 3) * pixel);
  for (let r: usize = 0; r < replicas; r++) {
    const half = <f64>load<f32>(strength + (r << 2)) * erase;
    for (let i: usize = 0; i < n; i++, rows += 4, change += CHANGE, to += size) {
      frame(pictures + <usize>load<u32>(rows) * size, scratch, side, channels);
      gainsOf(change, gains, channels);
      // What spills over the end of a picture is overwritten by the next.
      const end = r + 1 == replicas && i + 1 == n;
      render(scratch, change, gains, end ? last : to, side, channels);
      if (end) memory.copy(to, last, size);
      blank(change, half, to, side, channels);
    }
  }
}

/** Copies a picture into the border. Channels past the last are anything: nothing reads them. */
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

/** The erased square. */
function blank(change: usize, half: f64, to: usize, side: usize, channels: usize): void {
  const x = load<f32>(change, 32);
  const y = load<f32>(change, 36);
  const left = next(0, true, x, half, side);
  const bytes = (next(left, false, x, half, side) - left) * channels * 4;
  const top = next(0, true, y, half, side);
  const bottom = next(top, false, y, half, side);
  for (let i = top; i < bottom; i++) memory.fill(to + (i * side + left) * channels * 4, 0, bytes);
}

/** The first pixel from i on that lies `within` half of the centre, or does not; `side` if there is none. */
function next(i: usize, within: bool, centre: f64, half: f64, side: usize): usize {
  while (i < side && Math.abs((<f64>i + 0.5) / <f64>side - 0.5 - centre) < half != within) i++;
  return i;
}
