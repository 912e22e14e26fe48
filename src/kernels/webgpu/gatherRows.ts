import {sizeOf} from '../../engine/kernel.ts';
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {gatherRowsKernel} from '../gatherRows.ts';
import {flat, forEach, lanesOf} from './flat.ts';

const code = (type: string): string => `
${head(1, {table: `array<${type}>`, rows: 'array<i32>', out0: [`array<${type}>`, 'read_write']})}
${forEach('  out0[index] = table[u32(rows[index / u[0].y]) * u[0].y + index % u[0].y];')}`;

export function install(): void {
  registerWGSL(gatherRowsKernel, ({table, rows}, {dtype}) => {
    const {type, width} = lanesOf(sizeOf(table.slice(1)));
    const threads = sizeOf(rows) * width;
    return [
      {
        // Copied as integers: a copy as floats may change bit patterns that are not valid numbers.
        code: code(dtype === 'int32' ? type.replace('f32', 'i32').replace('vec4f', 'vec4i') : type),
        uniform: [threads, width, 0, 0],
        bind: ['table', 'rows', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
