import {floatBits, head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {layerNormBackward, layerNormForward, layerNormSums, ROWS} from '../layerNorm.ts';
import {flat, forEach, type Lanes, lanesOf, total} from './flat.ts';

/** One thread for each row. */
const forward = (type: Lanes['type']): string => `
${head(2, {
  x: `array<${type}>`,
  gain: `array<${type}>`,
  bias: `array<${type}>`,
  out0: [`array<${type}>`, 'read_write'],
  out1: ['array<vec2f>', 'read_write'],
})}
${total(type)}
${forEach(`
  let width = u[0].z;
  let d = bitcast<f32>(u[1].x);
  let at = index * width;
  let own = index / u[0].y * width;
  var sum = ${type}(0.0);
  for (var k = 0u; k < width; k++) { sum += x[at + k]; }
  let mean = total(sum) / d;
  sum = ${type}(0.0);
  for (var k = 0u; k < width; k++) {
    let away = x[at + k] - mean;
    sum += away * away;
  }
  let s = 1.0 / sqrt(total(sum) / d + bitcast<f32>(u[0].w));
  out1[index] = vec2f(mean, s);
  for (var k = 0u; k < width; k++) { out0[at + k] = (x[at + k] - mean) * s * gain[own + k] + bias[own + k]; }`)}`;

/** One thread for each row's dx; then, from a new workgroup on, one for each column of each block of rows. */
const backward = (type: Lanes['type']): string => `
${head(2, {
  x: `array<${type}>`,
  gain: `array<${type}>`,
  moments: 'array<vec2f>',
  dy: `array<${type}>`,
  out0: [`array<${type}>`, 'read_write'],
  out1: [`array<${type}>`, 'read_write'],
})}
${total(type)}
fn row(i: u32, n: u32, width: u32, d: f32) {
  let at = i * width;
  let own = i / n * width;
  let mean = moments[i].x;
  let s = moments[i].y;
  var g = ${type}(0.0);
  var gh = ${type}(0.0);
  for (var k = 0u; k < width; k++) {
    let part = dy[at + k] * gain[own + k];
    g += part;
    gh += part * ((x[at + k] - mean) * s);
  }
  let meanG = total(g) / d;
  let meanGH = total(gh) / d;
  for (var k = 0u; k < width; k++) {
    out0[at + k] = s * (dy[at + k] * gain[own + k] - meanG - (x[at + k] - mean) * s * meanGH);
  }
}
fn column(at: u32, n: u32, width: u32) {
  let chunks = (n + ${ROWS - 1}u) / ${ROWS}u;
  let k = at % width;
  let chunk = at / width % chunks;
  let r = at / width / chunks;
  var h = ${type}(0.0);
  var sum = ${type}(0.0);
  for (var i = r * n + chunk * ${ROWS}u; i < r * n + min(n, (chunk + 1u) * ${ROWS}u); i++) {
    let value = dy[i * width + k];
    h += value * ((x[i * width + k] - moments[i].x) * moments[i].y);
    sum += value;
  }
  let to = at / width * 2u * width + k;
  out1[to] = h;
  out1[to + width] = sum;
}
${forEach(`
  let rows = u[0].w;
  let columns = (rows + 63u) / 64u * 64u;
  if (index < rows) {
    row(index, u[0].y, u[0].z, bitcast<f32>(u[1].x));
  } else if (index >= columns) {
    column(index - columns, u[0].y, u[0].z);
  }`)}`;

/** One thread for each column. */
const sums = (type: Lanes['type']): string => `
${head(1, {
  sums: `array<${type}>`,
  out0: [`array<${type}>`, 'read_write'],
  out1: [`array<${type}>`, 'read_write'],
})}
${forEach(`
  let chunks = u[0].y;
  let width = u[0].z;
  let at = index / width * chunks * 2u * width + index % width;
  var gain = ${type}(0.0);
  var bias = ${type}(0.0);
  for (var c = 0u; c < chunks; c++) {
    gain += sums[at + 2u * c * width];
    bias += sums[at + (2u * c + 1u) * width];
  }
  out0[index] = gain;
  out1[index] = bias;`)}`;

export function install(): void {
  registerWGSL(layerNormForward, ({x: [replicas, n, d]}, {epsilon}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * n;
    return [
      {
        code: forward(type),
        uniform: [threads, n, width, floatBits(epsilon), floatBits(d), 0, 0, 0],
        bind: ['x', 'gain', 'bias', 'out0', 'out1'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(layerNormBackward, ({x: [replicas, n, d]}) => {
    const {type, width} = lanesOf(d);
    const rows = replicas * n;
    const threads = Math.ceil(rows / 64) * 64 + replicas * Math.ceil(n / ROWS) * width;
    return [
      {
        code: backward(type),
        uniform: [threads, n, width, rows, floatBits(d), 0, 0, 0],
        bind: ['x', 'gain', 'moments', 'dy', 'out0', 'out1'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(layerNormSums, ({sums: [replicas, chunks, , d]}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * width;
    return [
      {
        code: sums(type),
        uniform: [threads, chunks, width, 0],
        bind: ['sums', 'out0', 'out1'],
        workgroups: flat(threads),
      },
    ];
  });
}
