/**
 * Dense layers. A thread computes a tile of 4 x 4 outputs in registers and reads its operands through the cache, as
 * vectors of 4 where sizes allow: no barrier, which suits small layers on every adapter. The long sums over the batch in
 * the weights' gradient are shared by eight threads, whose sums are added in order.
 */
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {denseBackward, denseForward} from '../dense.ts';
import {each, grid, LANES, TILES, WORKGROUP} from './shape.ts';

const quads = (n: number) => Math.ceil(n / 4);
const FOUR = [0, 1, 2, 3];

/** Whether a last axis can be read as vectors of 4. */
const wide = (size: number) => size % 4 === 0;
const type = (vectors: boolean) => (vectors ? 'array<vec4f>' : 'array<f32>');

/** Reads values at, at + 1, ... at + 3 of a row that begins at `row` and has `size` values; beyond its end the last one. */
const four = (name: string, vectors: boolean, row: string, at: string, size: string) =>
  vectors
    ? `${name}[(${row} + ${at}) / 4u]`
    : `vec4f(${FOUR.map((k) => `${name}[${row} + min(${at} + ${k}u, ${size} - 1u)]`).join(', ')})`;

/** The same past the end of the row: zeros there. */
const fourOrZero = (name: string, vectors: boolean, row: string, at: string, size: string) =>
  vectors
    ? `${name}[(${row} + ${at}) / 4u]`
    : `vec4f(${FOUR.map((k) => `select(0.0, ${name}[${row} + min(${at} + ${k}u, ${size} - 1u)], ${at} + ${k}u < ${size})`).join(', ')})`;

/** Writes a vector of 4 to such a row, as far as it goes. */
const writeFour = (name: string, vectors: boolean, row: string, at: string, size: string, value: string) =>
  vectors
    ? `${name}[(${row} + ${at}) / 4u] = ${value};`
    : each(4, (k) => `if (${at} + ${k}u < ${size}) { ${name}[${row} + ${at} + ${k}u] = ${value}[${k}]; }`);

function forwardCode(vectorsIn: boolean, vectorsOut: boolean): string {
  return `${head(2, {
    x: type(vectorsIn),
    w: type(vectorsOut),
    b: 'array<f32>',
    out0: [type(vectorsOut), 'read_write'],
  })}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  let across = (outputs + 3u) / 4u;
  let tile = id.x + id.y * u[1].z;
  let o = (tile % across) * 4u;
  let i = (tile / across) * 4u;
  if (i >= n) { return; }
  let r = id.z;
  let xr = select(r, 0u, u[1].x == 1u) * n;
  let wr = r * inputs * outputs;
  ${each(4, (k) => `let x${k} = (xr + min(i + ${k}u, n - 1u)) * inputs; var y${k} = vec4f(0.0);`)}
  for (var k = 0u; k < inputs; k += ${vectorsIn ? 4 : 1}u) {
    ${
      vectorsIn
        ? `${each(4, (t) => `let v${t} = ${four('x', true, `x${t}`, 'k', 'inputs')};`)}
    ${each(4, (s) => `let w${s} = ${four('w', vectorsOut, `wr + (k + ${s}u) * outputs`, 'o', 'outputs')};`)}
    ${each(4, (t) => FOUR.map((s) => `y${t} = fma(vec4f(v${t}[${s}]), w${s}, y${t});`).join(' '))}`
        : `let w0 = ${four('w', vectorsOut, 'wr + k * outputs', 'o', 'outputs')};
    ${each(4, (t) => `y${t} = fma(vec4f(x[x${t} + k]), w0, y${t});`)}`
    }
  }
  let bias = vec4f(${FOUR.map((k) => `b[r * outputs + min(o + ${k}u, outputs - 1u)]`).join(', ')});
  ${each(
    4,
    (t) => `if (i + ${t}u < n) {
    let sum = y${t} + bias;
    let y = select(sum, max(sum, vec4f(0.0)), u[1].y == 1u);
    ${writeFour('out0', vectorsOut, `(r * n + i + ${t}u) * outputs`, 'o', 'outputs', 'y')}
  }`,
  )}
}`;
}

/** dx in the first workgroups where it is wanted, then dw and db. */
function backwardCode(vectorsIn: boolean, vectorsOut: boolean, relu: boolean, input: boolean): string {
  const g = (row: string, at: string, read: typeof four) => {
    const dy = read('dy', vectorsOut, row, at, 'outputs');
    return relu ? `select(vec4f(0.0), ${dy}, ${four('y', vectorsOut, row, at, 'outputs')} > vec4f(0.0))` : dy;
  };
  return `${head(2, {
    x: type(vectorsIn),
    w: type(vectorsOut),
    y: type(vectorsOut),
    dy: type(vectorsOut),
    out0: [type(vectorsOut), 'read_write'],
    out1: [type(vectorsOut), 'read_write'],
    ...(input && {out2: [type(vectorsIn), 'read_write'] as const}),
  })}
var<workgroup> parts: array<array<vec4f, 4>, ${WORKGROUP}>;

fn inputGradient(at: u32, r: u32) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  let across = (inputs + 3u) / 4u;
  let k = (at % across) * 4u;
  let i = (at / across) * 4u;
  if (i >= n) { return; }
  ${each(4, (t) => `let g${t} = (r * n + min(i + ${t}u, n - 1u)) * outputs; var d${t} = vec4f(0.0);`)}
  ${each(4, (s) => `let w${s} = (r * inputs + min(k + ${s}u, inputs - 1u)) * outputs;`)}
  for (var o = 0u; o < outputs; o += 4u) {
    ${each(4, (s) => `let v${s} = ${four('w', vectorsOut, `w${s}`, 'o', 'outputs')};`)}
    ${each(
      4,
      (t) => `let h${t} = ${g(`g${t}`, 'o', fourOrZero)};
    d${t} += vec4f(dot(h${t}, v0), dot(h${t}, v1), dot(h${t}, v2), dot(h${t}, v3));`,
    )}
  }
  ${each(
    4,
    (t) => `if (i + ${t}u < n) {
    ${input ? writeFour('out2', vectorsIn, `(r * n + i + ${t}u) * inputs`, 'k', 'inputs', `d${t}`) : ''}
  }`,
  )}
}

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  let r = group.z;
  let place = group.x + group.y * u[1].z;
  ${input ? `if (place < u[1].w) { inputGradient(place * ${WORKGROUP}u + local, r); return; }` : ''}
  // Tiles of the weights, and past them one row of tiles for the biases: their input is 1.
  let across = (outputs + 3u) / 4u;
  let down = (inputs + 3u) / 4u + 1u;
  let tile = (place - u[1].w) * ${TILES}u + local / ${LANES}u;
  let o = (tile % across) * 4u;
  let k = (tile / across) * 4u;
  let inside = tile < across * down;
  let bias = k >= inputs;
  let xr = select(r, 0u, u[1].x == 1u) * n;
  ${each(4, (s) => `var d${s} = vec4f(0.0);`)}
  if (inside) {
    for (var i = local % ${LANES}u; i < n; i += ${LANES}u) {
      let g = ${g('(r * n + i) * outputs', 'o', four)};
      if (bias) { d0 += g; continue; }
      let v = ${four('x', vectorsIn, '(xr + i) * inputs', 'k', 'inputs')};
      ${each(4, (s) => `d${s} = fma(vec4f(v[${s}]), g, d${s});`)}
    }
  }
  parts[local] = array<vec4f, 4>(d0, d1, d2, d3);
  workgroupBarrier();
  if (local % ${LANES}u >= 4u || !inside) { return; }
  // Four of the eight threads add up one row of the tile each.
  let s = local % ${LANES}u;
  var sum = vec4f(0.0);
  for (var lane = 0u; lane < ${LANES}u; lane++) { sum += parts[local - s + lane][s]; }
  if (bias) {
    if (s == 0u) { ${writeFour('out1', vectorsOut, 'r * outputs', 'o', 'outputs', 'sum')} }
  } else if (k + s < inputs) {
    ${writeFour('out0', vectorsOut, '(r * inputs + k + s) * outputs', 'o', 'outputs', 'sum')}
  }
}`;
}

export function install(): void {
  registerWGSL(denseForward, ({x, w}, {activation}) => {
    const [replicas, inputs, outputs] = w;
    const n = x[1];
    const {workgroups, row} = grid(Math.ceil((quads(n) * quads(outputs)) / WORKGROUP), replicas);
    return [
      {
        code: forwardCode(wide(inputs), wide(outputs)),
        uniform: [replicas, n, inputs, outputs, Number(x[0] === 1), Number(activation === 'relu'), row * WORKGROUP],
        bind: ['x', 'w', 'b', 'out0'],
        workgroups,
      },
    ];
  });
  registerWGSL(denseBackward, ({x, w}, {activation, input}) => {
    const [replicas, inputs, outputs] = w;
    const n = x[1];
    const first = input ? Math.ceil((quads(n) * quads(inputs)) / WORKGROUP) : 0;
    const second = Math.ceil((quads(outputs) * (quads(inputs) + 1)) / TILES);
    const {workgroups, row} = grid(first + second, replicas);
    return [
      {
        code: backwardCode(wide(inputs), wide(outputs), activation === 'relu', input),
        uniform: [replicas, n, inputs, outputs, Number(x[0] === 1), 0, row, first],
        bind: ['x', 'w', 'y', 'dy', 'out0', 'out1', ...(input ? ['out2'] : [])],
        workgroups,
      },
    ];
  });
}
