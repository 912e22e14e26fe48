import type {Shapes} from '../../engine/kernel.ts';
import {floatBits, head, type Launch, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {attentionForward, attentionKeys, attentionQueries, LONGEST} from '../attention.ts';
import {flat, forEach, type Lanes, lanesOf, total} from './flat.ts';

type Type = Lanes['type'];

/**
 * Of thread (replica, sequence, place): `d` in lanes, the first row `begin` of its sequence, where its own row begins,
 * and how many keys count.
 */
const PLACE = `
  let longest = u[0].y;
  let d = u[0].z;
  let scale = bitcast<f32>(u[1].x);
  let begin = index / longest * longest;
  let own = index * d;
  // One set of lengths for all replicas, or one for each.
  let sequence = select(index / longest % u[0].w, index / longest, u[1].y == 1u);
  let length = u32(clamp(lengths[sequence], 0, i32(longest)));`;

/** `product(x, y)` of the row of x that begins at i, and that of y at j. */
const product = (name: string, x: string, y: string, type: Type): string => `
fn ${name}(i: u32, j: u32, d: u32) -> f32 {
  var sum = ${type}(0.0);
  for (var c = 0u; c < d; c++) { sum += ${x}[i + c] * ${y}[j + c]; }
  return total(sum);
}`;

/** One thread for each query. */
const forward = (type: Type): string => `
${head(2, {
  q: `array<${type}>`,
  k: `array<${type}>`,
  v: `array<${type}>`,
  lengths: 'array<i32>',
  out0: [`array<${type}>`, 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
${total(type)}${product('score', 'q', 'k', type)}
${forEach(`${PLACE}
  var weights: array<f32, ${LONGEST}>;
  var highest = select(0.0, -3e38, length > 0u);
  for (var j = 0u; j < length; j++) {
    weights[j] = score(own, (begin + j) * d, d) * scale;
    highest = max(highest, weights[j]);
  }
  var sum = 0.0;
  for (var j = 0u; j < length; j++) {
    weights[j] = exp(weights[j] - highest);
    sum += weights[j];
  }
  sum = select(1.0, sum, length > 0u);
  for (var c = 0u; c < d; c++) {
    var y = ${type}(0.0);
    for (var j = 0u; j < length; j++) { y += weights[j] * v[(begin + j) * d + c]; }
    out0[own + c] = y / sum;
  }
  out1[index] = highest + log(sum);`)}`;

/** One thread for each query. */
const queries = (type: Type): string => `
${head(2, {
  q: `array<${type}>`,
  k: `array<${type}>`,
  v: `array<${type}>`,
  lengths: 'array<i32>',
  logSum: 'array<f32>',
  dy: `array<${type}>`,
  out0: [`array<${type}>`, 'read_write'],
  out1: ['array<vec2f>', 'read_write'],
})}
${total(type)}${product('score', 'q', 'k', type)}${product('slope', 'dy', 'v', type)}
${forEach(`${PLACE}
  var p: array<f32, ${LONGEST}>;
  var g: array<f32, ${LONGEST}>;
  var mean = 0.0;
  for (var j = 0u; j < length; j++) {
    p[j] = exp(min(0.0, score(own, (begin + j) * d, d) * scale - logSum[index]));
    g[j] = slope(own, (begin + j) * d, d);
    mean += p[j] * g[j];
  }
  for (var j = 0u; j < length; j++) { g[j] = p[j] * (g[j] - mean) * scale; }
  for (var c = 0u; c < d; c++) {
    var sum = ${type}(0.0);
    for (var j = 0u; j < length; j++) { sum += g[j] * k[(begin + j) * d + c]; }
    out0[own + c] = sum;
  }
  out1[index] = vec2f(logSum[index], mean);`)}`;

/** One thread for each key: nothing of it counts where it is padding. */
const keys = (type: Type): string => `
${head(2, {
  q: `array<${type}>`,
  k: `array<${type}>`,
  v: `array<${type}>`,
  lengths: 'array<i32>',
  saved: 'array<vec2f>',
  dy: `array<${type}>`,
  out0: [`array<${type}>`, 'read_write'],
  out1: [`array<${type}>`, 'read_write'],
})}
${total(type)}${product('score', 'q', 'k', type)}${product('slope', 'dy', 'v', type)}
${forEach(`${PLACE}
  let count = select(0u, longest, index - begin < length);
  var p: array<f32, ${LONGEST}>;
  var g: array<f32, ${LONGEST}>;
  for (var i = 0u; i < count; i++) {
    let query = saved[begin + i];
    p[i] = exp(min(0.0, score((begin + i) * d, own, d) * scale - query.x));
    g[i] = p[i] * (slope((begin + i) * d, own, d) - query.y) * scale;
  }
  for (var c = 0u; c < d; c++) {
    var keySum = ${type}(0.0);
    var valueSum = ${type}(0.0);
    for (var i = 0u; i < count; i++) {
      keySum += g[i] * q[(begin + i) * d + c];
      valueSum += p[i] * dy[(begin + i) * d + c];
    }
    out0[own + c] = keySum;
    out1[own + c] = valueSum;
  }`)}`;

function launch(code: (type: Type) => string, {q, lengths}: Shapes<'q' | 'lengths'>, bind: string[]): Launch[] {
  const [replicas, sequences, longest, d] = q;
  const {type, width} = lanesOf(d);
  const threads = replicas * sequences * longest;
  const perReplica = Number(lengths[0] > 1);
  return [
    {
      code: code(type),
      uniform: [threads, longest, width, sequences, floatBits(1 / Math.sqrt(d)), perReplica, 0, 0],
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
