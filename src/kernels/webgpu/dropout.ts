import {sizeOf} from '../../engine/kernel.ts';
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {dropoutKernel} from '../dropout.ts';
import {forEach} from './flat.ts';
import {eachBlock, KEPT, THREEFRY} from './random.ts';

/** One thread for both numbers of a block. */
const CODE = `
${head(2, {x: 'array<f32>', keys: 'array<vec2u>', out0: ['array<f32>', 'read_write']})}${THREEFRY}${KEPT}
${forEach(`
  let size = u[0].y;
  let block = index % u[0].z;
  let stream = index / u[0].z;
  let words = threefry(keys[stream], vec2u(block, 0u));
  let at = stream * size + 2u * block;
  out0[at] = x[at] * keptOf(words.x);
  if (2u * block + 1u < size) { out0[at + 1u] = x[at + 1u] * keptOf(words.y); }`)}`;

export function install(): void {
  registerWGSL(dropoutKernel, ({x, keys}, {rate}) => {
    const streams = keys[0] * keys[1];
    return [{code: CODE, bind: ['x', 'keys', 'out0'], ...eachBlock(streams, sizeOf(x) / streams, rate)}];
  });
}
