import {sizeOf} from '../../engine/kernel.ts';
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {emaUpdateKernel} from '../emaUpdate.ts';
import {flat, forEach} from './flat.ts';

const CODE = `
${head(1, {copy: 'array<f32>', goal: 'array<f32>', momentum: 'array<f32>', out0: ['array<f32>', 'read_write']})}
${forEach('  out0[index] = goal[index] + (copy[index] - goal[index]) * momentum[index / u[0].y];')}`;

export function install(): void {
  registerWGSL(emaUpdateKernel, ({copy}) => {
    const count = sizeOf(copy);
    return [
      {
        code: CODE,
        uniform: [count, count / copy[0], 0, 0],
        bind: ['copy', 'target', 'momentum', 'out0'],
        workgroups: flat(count),
      },
    ];
  });
}
