/** Patches of pictures; formulas and shapes in ../../patches.ts. */

const WIDTH: isize = 3;

/** x [pictures, side, side, channels] -> y [pictures, along, along, 9 channels] */
export function patchesForward(x: usize, y: usize, pictures: usize, side: isize, channels: usize): void {
  const pixel = channels << 2;
  const along = (side + 1) >> 1;
  const row = <usize>side * pixel;
  for (let i: usize = 0; i < pictures; i++, x += <usize>side * row) {
    for (let py: isize = 0; py < along; py++) {
      for (let px: isize = 0; px < along; px++) {
        // Columns of the patch that lie inside the picture.
        const first = max<isize>(2 * px - 1, 0);
        const end = min<isize>(2 * px + 2, side);
        const before = <usize>(first - 2 * px + 1) * pixel;
        const bytes = <usize>(end - first) * pixel;
        for (let ky = 2 * py - 1; ky <= 2 * py + 1; ky++, y += <usize>WIDTH * pixel) {
          if (ky < 0 || ky >= side) {
            clear(y, <usize>WIDTH * pixel);
            continue;
          }
          clear(y, before);
          copy(y + before, x + <usize>ky * row + <usize>first * pixel, bytes);
          clear(y + before + bytes, <usize>WIDTH * pixel - before - bytes);
        }
      }
    }
  }
}

/** dy [pictures, along, along, 9 channels] -> dx [pictures, side, side, channels] */
export function patchesBackward(dy: usize, dx: usize, pictures: usize, side: isize, channels: usize): void {
  const pixel = channels << 2;
  const along = (side + 1) >> 1;
  const patch = <usize>(WIDTH * WIDTH) * pixel;
  for (let i: usize = 0; i < pictures; i++, dy += <usize>(along * along) * patch) {
    for (let y: isize = 0; y < side; y++) {
      for (let x: isize = 0; x < side; x++, dx += pixel) {
        let seen = false;
        for (let py = y >> 1; py <= (y + 1) >> 1 && py < along; py++) {
          for (let px = x >> 1; px <= (x + 1) >> 1 && px < along; px++) {
            const tap = (y + 1 - 2 * py) * WIDTH + x + 1 - 2 * px;
            const from = dy + <usize>(py * along + px) * patch + <usize>tap * pixel;
            if (seen) add(dx, from, pixel);
            else copy(dx, from, pixel);
            seen = true;
          }
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, bytes: usize): void {
  let k: usize = 0;
  for (; k + 16 <= bytes; k += 16) v128.store(to + k, v128.load(from + k));
  for (; k < bytes; k += 4) store<u32>(to + k, load<u32>(from + k));
}

// @ts-ignore: decorator
@inline
function add(to: usize, from: usize, bytes: usize): void {
  let k: usize = 0;
  for (; k + 16 <= bytes; k += 16) v128.store(to + k, f32x4.add(v128.load(to + k), v128.load(from + k)));
  for (; k < bytes; k += 4) store<f32>(to + k, load<f32>(to + k) + load<f32>(from + k));
}

// @ts-ignore: decorator
@inline
function clear(to: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 4) store<u32>(to + k, 0);
}
