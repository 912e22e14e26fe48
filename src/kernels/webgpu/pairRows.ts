import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {pairRowsKernel} from '../pairRows.ts';
import {flat, forEach} from './flat.ts';
import {PERMUTATION, THREEFRY} from './random.ts';

/** One thread for each pair. */
const CODE = `
${head(2, {
  table: 'array<i32>',
  order: 'array<vec2u>',
  draws: 'array<vec2u>',
  out0: ['array<i32>', 'read_write'],
})}${THREEFRY}${PERMUTATION}
${forEach(`
  let count = u[0].y;
  let styles = u[0].z;
  let r = index / count;
  let i = index % count;
  let thing = table[permuted(order[r], u[1].x, i)];
  let words = threefry(draws[r], vec2u(i, 0u));
  let first = u32(uniformOf(words.x) * f32(styles));
  let another = (first + 1u + u32(uniformOf(words.y) * f32(styles - 1u))) % styles;
  let second = select(first, another, u[1].y == 1u);
  out0[2u * r * count + i] = i32(first * u[0].w) + thing;
  out0[(2u * r + 1u) * count + i] = i32(second * u[0].w) + thing;`)}`;

export function install(): void {
  registerWGSL(pairRowsKernel, ({table, order}, {count, styles, things, across}) => {
    const threads = order[0] * count;
    return [
      {
        code: CODE,
        uniform: [threads, count, styles, things, table[0], Number(across), 0, 0],
        bind: ['table', 'order', 'draws', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
