/**
 * WGSL of kernels/attention.ts. Each thread keeps its own rows and sums in registers and reads each other row once. So
 * the code is generated for the length of a row; a model has few of these.
 */
import type {Shapes} from '../../engine/kernel.ts';
import {floatBits, head, type Launch, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {attentionBackward, attentionForward, type Heads} from '../attention.ts';
import {flat, forEach, type Lanes, lanesOf} from './flat.ts';
import {each} from './shape.ts';

/**
 * For thread (replica, sequence, place, head): the first row of its sequence, its own row, the addresses of its queries
 * and of their results, and the number of rows to attend to: 0 if its own row is padding.
 */
const place = ({width}: Lanes): string => `
  let longest = u[0].y;
  let scale = bitcast<f32>(u[0].w);
  let heads = u[1].y;
  // The numbers of all heads in a row of the result; a row of x has three times as many.
  let across = heads * ${width}u;
  let row = index / heads;
  let begin = row / longest * longest;
  let offset = index % heads * ${width}u;
  let own = row * 3u * across + offset;
  let found = row * across + offset;
  // One set of lengths for all replicas, or one for each.
  let sequence = select(row / longest % u[0].z, row / longest, u[1].x == 1u);
  let length = u32(clamp(lengths[sequence], 0, i32(longest)));
  let count = select(0u, length, row - begin < length);`;

/** Declares `name0`, `name1`, ... as the numbers of `buffer` from `at` on. */
const row = (name: string, buffer: string, at: string, {width}: Lanes): string =>
  each(width, (c) => `let ${name}${c} = ${buffer}[${at} + ${c}u];`);

const zero = (name: string, {type, width}: Lanes): string => each(width, (c) => `var ${name}${c} = ${type}(0.0);`);

const product = (x: string, y: string, {type, width}: Lanes): string =>
  Array.from({length: width}, (_, c) => (type === 'f32' ? `${x}${c} * ${y}${c}` : `dot(${x}${c}, ${y}${c})`)).join(
    ' + ',
  );

/** One thread for each query: weights are relative to the highest score so far. */
const forward = (lanes: Lanes): string => `
${head(2, {
  x: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
${forEach(`${place(lanes)}
  ${row('q', 'x', 'own', lanes)}
  ${zero('y', lanes)}
  var highest = select(0.0, -3e38, count > 0u);
  var sum = 0.0;
  for (var j = 0u; j < count; j++) {
    let at = ((begin + j) * 3u + 1u) * across + offset;
    ${row('k', 'x', 'at', lanes)}
    let score = (${product('q', 'k', lanes)}) * scale;
    let top = max(highest, score);
    let shrink = exp(highest - top);
    let weight = exp(score - top);
    highest = top;
    sum = sum * shrink + weight;
    ${each(lanes.width, (c) => `y${c} = y${c} * shrink + weight * x[at + across + ${c}u];`)}
  }
  sum = select(1.0, sum, count > 0u);
  ${each(lanes.width, (c) => `out0[found + ${c}u] = y${c} / sum;`)}
  out1[index] = highest + log(sum);`)}`;

/** One thread for each query: dq_i = (sum_j p_ij <dy_i, v_j> k_j - c_i sum_j p_ij k_j) / sqrt(d). */
const queries = (lanes: Lanes): string => `
${head(2, {
  x: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  logSum: 'array<f32>',
  dy: `array<${lanes.type}>`,
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
${forEach(`${place(lanes)}
  ${row('q', 'x', 'own', lanes)}
  ${row('dy', 'dy', 'found', lanes)}
  ${zero('steep', lanes)}
  ${zero('even', lanes)}
  var mean = 0.0;
  for (var j = 0u; j < count; j++) {
    let at = ((begin + j) * 3u + 1u) * across + offset;
    let further = at + across;
    ${row('k', 'x', 'at', lanes)}
    ${row('v', 'x', 'further', lanes)}
    let p = exp(min(0.0, (${product('q', 'k', lanes)}) * scale - logSum[index]));
    let slope = p * (${product('dy', 'v', lanes)});
    mean += slope;
    ${each(lanes.width, (c) => `steep${c} += slope * k${c}; even${c} += p * k${c};`)}
  }
  ${each(lanes.width, (c) => `out0[own + ${c}u] = (steep${c} - mean * even${c}) * scale;`)}
  out1[index] = mean;`)}`;

/** One thread for each key, from the sums that the queries saved. Padding gets the gradient 0. */
const keys = (lanes: Lanes): string => `
${head(2, {
  x: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  logSum: 'array<f32>',
  dy: `array<${lanes.type}>`,
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: 'array<f32>',
})}
${forEach(`${place(lanes)}
  let key = own + across;
  let value = key + across;
  ${row('k', 'x', 'key', lanes)}
  ${row('v', 'x', 'value', lanes)}
  ${zero('dk', lanes)}
  ${zero('dv', lanes)}
  for (var i = begin; i < begin + count; i++) {
    let at = i * 3u * across + offset;
    let pull = i * across + offset;
    let saved = i * heads + index % heads;
    ${row('q', 'x', 'at', lanes)}
    ${row('dy', 'dy', 'pull', lanes)}
    let p = exp(min(0.0, (${product('q', 'k', lanes)}) * scale - logSum[saved]));
    let g = p * (${product('dy', 'v', lanes)} - out1[saved]) * scale;
    ${each(lanes.width, (c) => `dk${c} += g * q${c}; dv${c} += p * dy${c};`)}
  }
  ${each(lanes.width, (c) => `out0[key + ${c}u] = dk${c}; out0[value + ${c}u] = dv${c};`)}`)}`;

function launch(
  code: (lanes: Lanes) => string,
  {x: [replicas, rows, width], lengths}: Shapes<'x' | 'lengths'>,
  {heads, longest}: Heads,
  bind: string[],
): Launch {
  const d = width / 3 / heads;
  const threads = replicas * rows * heads;
  const perReplica = Number(lengths[0] > 1);
  return {
    code: code(lanesOf(d)),
    uniform: [threads, longest, rows / longest, floatBits(1 / Math.sqrt(d)), perReplica, heads, 0, 0],
    bind: [...bind, 'out0', 'out1'],
    workgroups: flat(threads),
  };
}

export function install(): void {
  registerWGSL(attentionForward, (shapes, heads) => [launch(forward, shapes, heads, ['x', 'lengths'])]);
  registerWGSL(attentionBackward, (shapes, heads) =>
    [queries, keys].map((code) => launch(code, shapes, heads, ['x', 'lengths', 'logSum', 'dy'])),
  );
}
