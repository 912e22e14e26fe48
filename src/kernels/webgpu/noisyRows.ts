import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {noisyRowsKernel, stretchOf} from '../noisyRows.ts';
import {flat, forEach} from './flat.ts';
import {NORMAL, THREEFRY} from './random.ts';

/** One thread for both numbers of a block of noise. */
const CODE = `
${head(2, {
  table: 'array<f32>',
  rows: 'array<i32>',
  keys: 'array<vec2u>',
  deviation: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}${THREEFRY}${NORMAL}
${forEach(`
  let size = u[0].y;
  let blocks = u[0].z;
  let d = u[0].w;
  let stream = index / blocks;
  let r = stream / u[1].x;
  let words = threefry(keys[stream], vec2u(index % blocks, 0u));
  for (var i = 0u; i < 2u; i++) {
    let k = 2u * (index % blocks) + i;
    if (k >= size) { return; }
    let row = u32(rows[r * u[1].y + stream % u[1].x * u[1].z + k / d]);
    out0[stream * size + k] = table[row * d + k % d] + normalOf(words[i]) * deviation[r];
  }`)}`;

export function install(): void {
  registerWGSL(noisyRowsKernel, ({table, rows, keys}, attributes) => {
    const d = table[1];
    const {n, perReplica, perStream} = stretchOf(rows, keys, attributes);
    const blocks = Math.ceil((n * d) / 2);
    const threads = keys[0] * keys[1] * blocks;
    return [
      {
        code: CODE,
        uniform: [threads, n * d, blocks, d, keys[1], perReplica, perStream, 0],
        bind: ['table', 'rows', 'keys', 'deviation', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
