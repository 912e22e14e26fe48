import {sizeOf} from '../../engine/kernel.ts';
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {gatherRowsKernel} from '../gatherRows.ts';
import {flat, forEach, type Lanes, lanesOf} from './flat.ts';

const code = (type: Lanes['type']): string => `
${head(1, {table: `array<${type}>`, rows: 'array<i32>', out0: [`array<${type}>`, 'read_write']})}
${forEach('  out0[index] = table[u32(rows[index / u[0].y]) * u[0].y + index % u[0].y];')}`;

export function install(): void {
  registerWGSL(gatherRowsKernel, ({table, rows}) => {
    const {type, width} = lanesOf(sizeOf(table.slice(1)));
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
