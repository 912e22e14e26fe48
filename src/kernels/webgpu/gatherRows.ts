import {sizeOf} from '../../engine/kernel.ts';
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {gatherRowsKernel} from '../gatherRows.ts';
import {flat, forEach} from './flat.ts';

/** One thread for each number, or for four where rows are whole vectors of four. */
const code = (type: 'f32' | 'vec4f'): string => `
${head(1, {table: `array<${type}>`, rows: 'array<i32>', out0: [`array<${type}>`, 'read_write']})}
${forEach('  out0[index] = table[u32(rows[index / u[0].y]) * u[0].y + index % u[0].y];')}`;

export function install(): void {
  registerWGSL(gatherRowsKernel, ({table, rows}) => {
    const size = sizeOf(table.slice(1));
    const [type, width] = size % 4 === 0 ? (['vec4f', size / 4] as const) : (['f32', size] as const);
    const threads = sizeOf(rows) * width;
    return [
      {
        code: code(type),
        uniform: [threads, width, 0, 0],
        bind: ['table', 'rows', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
