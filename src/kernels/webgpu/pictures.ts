/** WGSL of kernels/augmentPictures.ts. */
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {AMOUNTS, augmentKernel, CHANGES, DRAWS, pictureChanges} from '../augmentPictures.ts';
import {flat, forEach} from './flat.ts';
import {THREEFRY} from './random.ts';

/** The amount of this name; `most` is the address of the replica's amounts. */
const amount = (name: (typeof AMOUNTS)[number]) => `amounts[most + ${AMOUNTS.indexOf(name)}u]`;

/** One thread for each picture, whose ten numbers are five blocks of the stream. */
const CHANGE = `
${head(1, {keys: 'array<vec2u>', amounts: 'array<f32>', out0: ['array<f32>', 'read_write']})}${THREEFRY}
fn signed(word: u32, most: f32) -> f32 {
  return (2.0 * uniformOf(word) - 1.0) * most;
}
${forEach(`
  let stream = index / u[0].y;
  let key = keys[stream];
  let block = (index % u[0].y) * ${DRAWS / 2}u;
  let shift = threefry(key, vec2u(block, 0u));
  let form = threefry(key, vec2u(block + 1u, 0u));
  let look = threefry(key, vec2u(block + 2u, 0u));
  let erase = threefry(key, vec2u(block + 3u, 0u));
  let colour = threefry(key, vec2u(block + 4u, 0u));
  let most = stream / u[0].z * ${AMOUNTS.length}u;
  let turn = signed(form.y, ${amount('turn')});
  let along = (1.0 + signed(form.x, ${amount('zoom')})) / sqrt(turn * turn + 1.0);
  let across = along * turn;
  let flip = select(1.0, -1.0, uniformOf(look.y) < ${amount('flip')});
  let half = ${amount('erase')} * 0.5;
  let stretch = signed(colour.y, ${amount('stretch')});
  let at = index * ${CHANGES}u;
  out0[at] = along * flip;
  out0[at + 1u] = -across;
  out0[at + 2u] = across * flip;
  out0[at + 3u] = along;
  out0[at + 4u] = signed(shift.x, ${amount('shift')});
  out0[at + 5u] = signed(shift.y, ${amount('shift')});
  out0[at + 6u] = 1.0 + signed(look.x, ${amount('gain')});
  out0[at + 7u] = signed(colour.x, ${amount('tint')});
  out0[at + 8u] = uniformOf(erase.x) - 0.5;
  out0[at + 9u] = uniformOf(erase.y) - 0.5;
  out0[at + 10u] = half * (1.0 + stretch);
  out0[at + 11u] = half * (1.0 - stretch);`)}`;

/** One thread for each pixel with its channels. */
const AUGMENT = `
${head(1, {
  pictures: 'array<f32>',
  rows: 'array<i32>',
  change: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}
// Weights of the pixels at floor(p) and after it: beyond the edge is blank.
fn weights(p: f32, last: f32) -> vec2f {
  let low = floor(p);
  let after = p - low;
  return vec2f(
    select(0.0, 1.0 - after, low >= 0.0 && low <= last),
    select(0.0, after, low >= -1.0 && low < last));
}
fn clamped(p: f32, last: f32) -> vec2u {
  return vec2u(clamp(vec2f(floor(p), floor(p) + 1.0), vec2f(0.0), vec2f(last)));
}
${forEach(`
  let side = u[0].y;
  let channels = u[0].z;
  let pixels = side * side;
  let i = index / pixels;
  let c = i * ${CHANGES}u;
  let last = f32(side) - 1.0;
  let x = (f32(index % side) + 0.5) / f32(side) - 0.5;
  let y = (f32((index % pixels) / side) + 0.5) / f32(side) - 0.5;
  let sx = (change[c] * x + change[c + 1u] * y + change[c + 4u]) * f32(side) + last * 0.5;
  let sy = (change[c + 2u] * x + change[c + 3u] * y + change[c + 5u]) * f32(side) + last * 0.5;
  let erased = abs(x - change[c + 8u]) < change[c + 10u] && abs(y - change[c + 9u]) < change[c + 11u];
  let across = select(weights(sx, last), vec2f(0.0), erased);
  let down = weights(sy, last);
  let picture = u32(rows[i]) * pixels;
  let columns = clamped(sx, last);
  let lines = picture + clamped(sy, last) * side;
  let a = (lines.x + columns) * channels;
  let b = (lines.y + columns) * channels;
  // From gain - tint in the first channel to gain + tint in the last.
  let tint = change[c + 7u];
  let first = change[c + 6u] - select(0.0, tint, channels > 1u);
  let step = 2.0 * tint / f32(max(channels, 2u) - 1u);
  for (var k = 0u; k < channels; k++) {
    let upper = across.x * pictures[a.x + k] + across.y * pictures[a.y + k];
    let lower = across.x * pictures[b.x + k] + across.y * pictures[b.y + k];
    out0[index * channels + k] = (down.x * upper + down.y * lower) * (first + f32(k) * step);
  }`)}`;

export function install(): void {
  registerWGSL(pictureChanges, ({keys}, {count}) => {
    const threads = keys[0] * keys[1] * count;
    return [
      {
        code: CHANGE,
        uniform: [threads, count, keys[1], 0],
        bind: ['keys', 'amounts', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(augmentKernel, ({rows}, {side, channels}) => {
    const threads = rows[0] * rows[1] * side * side;
    return [
      {
        code: AUGMENT,
        uniform: [threads, side, channels, 0],
        bind: ['pictures', 'rows', 'change', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
