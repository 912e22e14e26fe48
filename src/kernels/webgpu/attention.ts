/**
 * WGSL of kernels/attention.ts. Each thread keeps its own rows and sums in registers, and reads every row that it faces
 * once: so the code depends on the length of a row, which a model has few of.
 */
import type {Shapes} from '../../engine/kernel.ts';
import {floatBits, head, type Launch, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {attentionForward, attentionKeys, attentionQueries} from '../attention.ts';
import {flat, forEach, type Lanes, lanesOf} from './flat.ts';
import {each} from './shape.ts';

/** Of thread (replica, sequence, place): the first place of its sequence, its own row, and how many keys count. */
const place = ({width}: Lanes): string => `
  let longest = u[0].y;
  let scale = bitcast<f32>(u[0].w);
  let begin = index / longest * longest;
  let own = index * ${width}u;
  // One set of lengths for all replicas, or one for each.
  let sequence = select(index / longest % u[0].z, index / longest, u[1].x == 1u);
  let length = u32(clamp(lengths[sequence], 0, i32(longest)));`;

/** `name0`, `name1` ...: the row of `buffer` that begins at `at`. */
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
  q: `array<${lanes.type}>`,
  k: `array<${lanes.type}>`,
  v: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
${forEach(`${place(lanes)}
  ${row('q', 'q', 'own', lanes)}
  ${zero('y', lanes)}
  var highest = select(0.0, -3e38, length > 0u);
  var sum = 0.0;
  for (var j = 0u; j < length; j++) {
    let at = (begin + j) * ${lanes.width}u;
    ${row('k', 'k', 'at', lanes)}
    let score = (${product('q', 'k', lanes)}) * scale;
    let top = max(highest, score);
    let shrink = exp(highest - top);
    let weight = exp(score - top);
    highest = top;
    sum = sum * shrink + weight;
    ${each(lanes.width, (c) => `y${c} = y${c} * shrink + weight * v[at + ${c}u];`)}
  }
  sum = select(1.0, sum, length > 0u);
  ${each(lanes.width, (c) => `out0[own + ${c}u] = y${c} / sum;`)}
  out1[index] = highest + log(sum);`)}`;

/** One thread for each query: dq_i = (sum_j p_ij <dy_i, v_j> k_j - c_i sum_j p_ij k_j) / sqrt(d). */
const queries = (lanes: Lanes): string => `
${head(2, {
  q: `array<${lanes.type}>`,
  k: `array<${lanes.type}>`,
  v: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  logSum: 'array<f32>',
  dy: `array<${lanes.type}>`,
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: ['array<vec2f>', 'read_write'],
})}
${forEach(`${place(lanes)}
  ${row('q', 'q', 'own', lanes)}
  ${row('dy', 'dy', 'own', lanes)}
  ${zero('steep', lanes)}
  ${zero('even', lanes)}
  var mean = 0.0;
  for (var j = 0u; j < length; j++) {
    let at = (begin + j) * ${lanes.width}u;
    ${row('k', 'k', 'at', lanes)}
    ${row('v', 'v', 'at', lanes)}
    let p = exp(min(0.0, (${product('q', 'k', lanes)}) * scale - logSum[index]));
    let slope = p * (${product('dy', 'v', lanes)});
    mean += slope;
    ${each(lanes.width, (c) => `steep${c} += slope * k${c}; even${c} += p * k${c};`)}
  }
  ${each(lanes.width, (c) => `out0[own + ${c}u] = (steep${c} - mean * even${c}) * scale;`)}
  out1[index] = vec2f(logSum[index], mean);`)}`;

/** One thread for each key: nothing of it counts where it is padding. */
const keys = (lanes: Lanes): string => `
${head(2, {
  q: `array<${lanes.type}>`,
  k: `array<${lanes.type}>`,
  v: `array<${lanes.type}>`,
  lengths: 'array<i32>',
  saved: 'array<vec2f>',
  dy: `array<${lanes.type}>`,
  out0: [`array<${lanes.type}>`, 'read_write'],
  out1: [`array<${lanes.type}>`, 'read_write'],
})}
${forEach(`${place(lanes)}
  let count = select(0u, longest, index - begin < length);
  ${row('k', 'k', 'own', lanes)}
  ${row('v', 'v', 'own', lanes)}
  ${zero('dk', lanes)}
  ${zero('dv', lanes)}
  for (var i = begin; i < begin + count; i++) {
    let at = i * ${lanes.width}u;
    ${row('q', 'q', 'at', lanes)}
    ${row('dy', 'dy', 'at', lanes)}
    let p = exp(min(0.0, (${product('q', 'k', lanes)}) * scale - saved[i].x));
    let g = p * (${product('dy', 'v', lanes)} - saved[i].y) * scale;
    ${each(lanes.width, (c) => `dk${c} += g * q${c}; dv${c} += p * dy${c};`)}
  }
  ${each(lanes.width, (c) => `out0[own + ${c}u] = dk${c}; out1[own + ${c}u] = dv${c};`)}`)}`;

function launch(code: (lanes: Lanes) => string, {q, lengths}: Shapes<'q' | 'lengths'>, bind: string[]): Launch[] {
  const [replicas, sequences, longest, d] = q;
  const threads = replicas * sequences * longest;
  const perReplica = Number(lengths[0] > 1);
  return [
    {
      code: code(lanesOf(d)),
      uniform: [threads, longest, sequences, floatBits(1 / Math.sqrt(d)), perReplica, 0, 0, 0],
      bind: [...bind, 'out0', 'out1'],
      workgroups: flat(threads),
    },
  ];
}

export function install(): void {
  registerWGSL(attentionForward, (shapes) => launch(forward, shapes, ['q', 'k', 'v', 'lengths']));
  registerWGSL(attentionQueries, (shapes) => launch(queries, shapes, ['q', 'k', 'v', 'lengths', 'logSum', 'dy']));
  registerWGSL(attentionKeys, (shapes) => launch(keys, shapes, ['q', 'k', 'v', 'lengths', 'saved', 'dy']));
}
