/**
 * Dense layers. A thread computes a tile of 8 x 4 numbers in registers and reads its operands through the cache. Its
 * four columns lie a quarter of the width apart, so that neighbouring threads read neighbouring numbers, whatever the
 * width is. There are no barriers: one thread computes each sum, in order.
 */
import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {denseBackward, denseForward} from '../dense.ts';
import {each, grid, WORKGROUP} from './shape.ts';

const ROWS = 8;
const COLUMNS = 4;

const tiles = (rows: number, columns: number) => Math.ceil(rows / ROWS) * Math.ceil(columns / COLUMNS);

interface Product {
  /** The number of rows, of columns, and of terms of each sum, as WGSL expressions. */
  rows: string;
  columns: string;
  terms: string;
  /** Term k of row i, and of column j. */
  left: (i: string, k: string) => string;
  right: (j: string, k: string) => string;
  /** Statements that store `sum` as the number in row i and column j. */
  store: (i: string, j: string) => string;
}

/** Statements that compute the tile `tile` of a product. */
const product = ({rows, columns, terms, left, right, store}: Product) => `
  let apart = (${columns} + ${COLUMNS - 1}u) / ${COLUMNS}u;
  let first = tile % apart;
  let top = tile / apart * ${ROWS}u;
  if (top >= ${rows}) { return; }
  ${each(ROWS, (i) => `let i${i} = min(top + ${i}u, ${rows} - 1u); var s${i} = vec4f(0.0);`)}
  ${each(COLUMNS, (j) => `let j${j} = min(first + ${j}u * apart, ${columns} - 1u);`)}
  for (var k = 0u; k < ${terms}; k++) {
    let b = vec4f(${Array.from({length: COLUMNS}, (_, j) => right(`j${j}`, 'k')).join(', ')});
    ${each(ROWS, (i) => `s${i} += ${left(`i${i}`, 'k')} * b;`)}
  }
  ${each(ROWS, (i) =>
    each(
      COLUMNS,
      (j) => `if (top + ${i}u < ${rows} && first + ${j}u * apart < ${columns}) {
    let sum = s${i}[${j}];
    ${store(`(top + ${i}u)`, `(first + ${j}u * apart)`)}
  }`,
    ),
  )}`;

const forwardCode = `${head(2, {
  x: 'array<f32>',
  w: 'array<f32>',
  b: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  let tile = id.x + id.y * u[1].z;
  let r = id.z;
  let xr = select(r, 0u, u[1].x == 1u) * n * inputs;
  let wr = r * inputs * outputs;
  ${product({
    rows: 'n',
    columns: 'outputs',
    terms: 'inputs',
    left: (i, k) => `x[xr + ${i} * inputs + ${k}]`,
    right: (j, k) => `w[wr + ${k} * outputs + ${j}]`,
    store: (i, j) => `let y = sum + b[r * outputs + ${j}];
    out0[(r * n + ${i}) * outputs + ${j}] = select(y, max(y, 0.0), u[1].y == 1u);`,
  })}
}`;

/** The first threads compute dx where it is wanted, the others dw; db is the row of an extra input that is always 1. */
function backwardCode(relu: boolean, input: boolean): string {
  const g = (i: string, o: string) => {
    const at = `(r * n + ${i}) * outputs + ${o}`;
    return relu ? `select(0.0, dy[${at}], y[${at}] > 0.0)` : `dy[${at}]`;
  };
  return `${head(2, {
    x: 'array<f32>',
    w: 'array<f32>',
    y: 'array<f32>',
    dy: 'array<f32>',
    out0: ['array<f32>', 'read_write'],
    out1: ['array<f32>', 'read_write'],
    ...(input && {out2: ['array<f32>', 'read_write'] as const}),
  })}
${
  input
    ? `fn inputGradient(tile: u32, r: u32) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  ${product({
    rows: 'n',
    columns: 'inputs',
    terms: 'outputs',
    left: (i, o) => g(i, o),
    right: (k, o) => `w[(r * inputs + ${k}) * outputs + ${o}]`,
    store: (i, k) => `out2[(r * n + ${i}) * inputs + ${k}] = sum;`,
  })}
}`
    : ''
}
fn weightGradient(tile: u32, r: u32) {
  let n = u[0].y; let inputs = u[0].z; let outputs = u[0].w;
  let rows = inputs + 1u;
  let xr = select(r, 0u, u[1].x == 1u) * n;
  ${product({
    rows: 'rows',
    columns: 'outputs',
    terms: 'n',
    left: (k, i) => `select(x[(xr + ${i}) * inputs + min(${k}, inputs - 1u)], 1.0, ${k} == inputs)`,
    right: (o, i) => g(i, o),
    store: (k, o) =>
      `if (${k} < inputs) { out0[(r * inputs + ${k}) * outputs + ${o}] = sum; } else { out1[r * outputs + ${o}] = sum; }`,
  })}
}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let place = group.x + group.y * u[1].z;
  ${input ? `if (place < u[1].w) { inputGradient(place * ${WORKGROUP}u + local, group.z); return; }` : ''}
  weightGradient((place - u[1].w) * ${WORKGROUP}u + local, group.z);
}`;
}

export function install(): void {
  registerWGSL(denseForward, ({x, w}, {activation}) => {
    const [replicas, inputs, outputs] = w;
    const n = x[1];
    const {workgroups, row} = grid(Math.ceil(tiles(n, outputs) / WORKGROUP), replicas);
    return [
      {
        code: forwardCode,
        uniform: [replicas, n, inputs, outputs, Number(x[0] === 1), Number(activation === 'relu'), row * WORKGROUP],
        bind: ['x', 'w', 'b', 'out0'],
        workgroups,
      },
    ];
  });
  registerWGSL(denseBackward, ({x, w}, {activation, input}) => {
    const [replicas, inputs, outputs] = w;
    const n = x[1];
    const first = input ? Math.ceil(tiles(n, inputs) / WORKGROUP) : 0;
    const second = Math.ceil(tiles(inputs + 1, outputs) / WORKGROUP);
    const {workgroups, row} = grid(first + second, replicas);
    return [
      {
        code: backwardCode(activation === 'relu', input),
        uniform: [replicas, n, inputs, outputs, Number(x[0] === 1), 0, row, first],
        bind: ['x', 'w', 'y', 'dy', 'out0', 'out1', ...(input ? ['out2'] : [])],
        workgroups,
      },
    ];
  });
}
