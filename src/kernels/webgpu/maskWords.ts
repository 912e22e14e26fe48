import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {BLANK, maskWordsKernel} from '../maskWords.ts';
import {flat, forEach} from './flat.ts';
import {THREEFRY} from './random.ts';

/** One thread for both numbers of a block. */
const CODE = `
${head(2, {
  table: 'array<i32>',
  rows: 'array<i32>',
  keys: 'array<vec2u>',
  share: 'array<f32>',
  out0: ['array<i32>', 'read_write'],
})}${THREEFRY}
${forEach(`
  let size = u[0].y;
  let blocks = u[0].z;
  let length = u[0].w;
  let streams = u[1].x;
  let stream = index / blocks;
  let r = stream / streams;
  let first = r * u[1].y + (stream % streams) * (size / length);
  let words = threefry(keys[stream], vec2u(index % blocks, 0u));
  for (var i = 0u; i < 2u; i++) {
    let k = 2u * (index % blocks) + i;
    if (k >= size) { return; }
    let token = table[u32(rows[first + k / length]) * length + k % length];
    let out = token > ${BLANK} && uniformOf(words[i]) < share[r];
    out0[stream * size + k] = select(token, ${BLANK}, out);
  }`)}`;

export function install(): void {
  registerWGSL(maskWordsKernel, ({table, rows, keys}) => {
    const [length, n] = [table[1], rows[1]];
    const size = (n / keys[1]) * length;
    const blocks = Math.ceil(size / 2);
    const threads = keys[0] * keys[1] * blocks;
    return [
      {
        code: CODE,
        uniform: [threads, size, blocks, length, keys[1], rows[0] === 1 ? 0 : n, 0, 0],
        bind: ['table', 'rows', 'keys', 'share', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
