/** WGSL of kernels/texts.ts. */
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {lengthsKernel, meanTokensBackward, meanTokensForward} from '../texts.ts';
import {flat, forEach, type Lanes, lanesOf} from './flat.ts';

/** One thread for each text. */
const LENGTHS = `
${head(1, {tokens: 'array<i32>', out0: ['array<i32>', 'read_write']})}
${forEach(`
  let longest = u[0].y;
  var length = 0u;
  while (length < longest && tokens[index * longest + length] >= 0) { length++; }
  out0[index] = i32(length);`)}`;

/** One thread for each number (or four) of each mean. One set of lengths for all replicas, or one for each. */
const forward = (type: Lanes['type']): string => `
${head(1, {x: `array<${type}>`, lengths: 'array<i32>', out0: [`array<${type}>`, 'read_write']})}
${forEach(`
  let width = u[0].y;
  let longest = u[0].z;
  let text = index / width;
  let length = u32(lengths[text % u[0].w]);
  var sum = ${type}(0.0);
  for (var t = 0u; t < length; t++) { sum += x[(text * longest + t) * width + index % width]; }
  out0[index] = sum / f32(max(length, 1u));`)}`;

/** One thread for each number (or four) of dx. */
const backward = (type: Lanes['type']): string => `
${head(1, {dy: `array<${type}>`, lengths: 'array<i32>', out0: [`array<${type}>`, 'read_write']})}
${forEach(`
  let width = u[0].y;
  let longest = u[0].z;
  let text = index / width / longest;
  let length = u32(lengths[text % u[0].w]);
  let value = dy[text * width + index % width] / f32(max(length, 1u));
  out0[index] = select(${type}(0.0), value, index / width % longest < length);`)}`;

export function install(): void {
  registerWGSL(lengthsKernel, ({tokens: [sets, n, longest]}) => {
    const threads = sets * n;
    return [{code: LENGTHS, uniform: [threads, longest, 0, 0], bind: ['tokens', 'out0'], workgroups: flat(threads)}];
  });
  registerWGSL(meanTokensForward, ({x: [replicas, n, longest, d], lengths}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * n * width;
    return [
      {
        code: forward(type),
        uniform: [threads, width, longest, lengths[0] * n],
        bind: ['x', 'lengths', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(meanTokensBackward, ({dy: [replicas, n, d], lengths}, {longest}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * n * longest * width;
    return [
      {
        code: backward(type),
        uniform: [threads, width, longest, lengths[0] * n],
        bind: ['dy', 'lengths', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
