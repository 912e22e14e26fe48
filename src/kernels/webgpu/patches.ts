/** WGSL of kernels/patches.ts. */
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {patchesAlong, patchesBackward, patchesForward, TAPS} from '../patches.ts';
import {flat, forEach, lanesOf} from './flat.ts';

/** One thread for each number (or four) of the patches. */
const forward = (type: string): string => `
${head(1, {x: `array<${type}>`, out0: [`array<${type}>`, 'read_write']})}
${forEach(`
  let side = i32(u[0].y);
  let along = u[0].z;
  let width = u[0].w;
  let tap = index / width % ${TAPS}u;
  let place = index / width / ${TAPS}u;
  let pixel = place % (along * along);
  let y = 2 * i32(pixel / along) + i32(tap / 3u) - 1;
  let x0 = 2 * i32(pixel % along) + i32(tap % 3u) - 1;
  var value = ${type}(0.0);
  if (y >= 0 && y < side && x0 >= 0 && x0 < side) {
    let at = (i32(place / (along * along)) * side + y) * side + x0;
    value = x[u32(at) * width + index % width];
  }
  out0[index] = value;`)}`;

/** One thread for each number (or four) of the pictures: it sums over its patches in their order. */
const backward = (type: string): string => `
${head(1, {dy: `array<${type}>`, out0: [`array<${type}>`, 'read_write']})}
${forEach(`
  let side = u[0].y;
  let along = u[0].z;
  let width = u[0].w;
  let at = index / width;
  let y = at / side % side;
  let x = at % side;
  let first = at / side / side * along * along;
  var sum = ${type}(0.0);
  // The pixel stands in patches whose centre is at most one away: one along an even side, two along an odd one.
  for (var py = y / 2u; py <= (y + 1u) / 2u; py++) {
    for (var px = x / 2u; px <= (x + 1u) / 2u; px++) {
      if (py >= along || px >= along) { continue; }
      let tap = (y + 1u - 2u * py) * 3u + (x + 1u - 2u * px);
      sum += dy[((first + py * along + px) * ${TAPS}u + tap) * width + index % width];
    }
  }
  out0[index] = sum;`)}`;

export function install(): void {
  registerWGSL(patchesForward, ({x}, {side, channels}) => {
    const {type, width} = lanesOf(channels);
    const along = patchesAlong(side);
    const threads = x[0] * x[1] * along * along * TAPS * width;
    return [
      {code: forward(type), uniform: [threads, side, along, width], bind: ['x', 'out0'], workgroups: flat(threads)},
    ];
  });
  registerWGSL(patchesBackward, ({dy}, {side, channels}) => {
    const {type, width} = lanesOf(channels);
    const along = patchesAlong(side);
    const threads = ((dy[0] * dy[1]) / along ** 2) * side * side * width;
    return [
      {code: backward(type), uniform: [threads, side, along, width], bind: ['dy', 'out0'], workgroups: flat(threads)},
    ];
  });
}
