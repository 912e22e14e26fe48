/** Normalisation, reductions of rows, and the optimisers' update. */
import {CHUNK, optimise, scratch} from '../../engine/optimiser.ts';
import {reduceBackward, reduceForward} from '../../engine/reduceRows.ts';
import {floatBits, head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {normaliseBackward, normaliseForward} from '../normalise.ts';
import {grid, WORKGROUP} from './shape.ts';

const rowsOf = (shape: readonly number[]) => shape.slice(0, -1).reduce((a, b) => a * b, 1);

const normaliseCode = `${head(1, {
  x: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x + id.y * u[0].z;
  if (i >= u[0].x) { return; }
  let d = u[0].y;
  var square = 0.0;
  for (var k = 0u; k < d; k++) { square = fma(x[i * d + k], x[i * d + k], square); }
  let r = 1.0 / sqrt(square + 1e-12);
  out1[i] = r;
  for (var k = 0u; k < d; k++) { out0[i * d + k] = x[i * d + k] * r; }
}`;

const normaliseBackwardCode = `${head(1, {
  y: 'array<f32>',
  inverse: 'array<f32>',
  dy: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x + id.y * u[0].z;
  if (i >= u[0].x) { return; }
  let d = u[0].y;
  var along = 0.0;
  for (var k = 0u; k < d; k++) { along = fma(dy[i * d + k], y[i * d + k], along); }
  for (var k = 0u; k < d; k++) { out0[i * d + k] = inverse[i] * (dy[i * d + k] - y[i * d + k] * along); }
}`;

/** Sums `mine` over the threads of the workgroup, always in the same order; the result is in parts[0]. */
const total = `
var<workgroup> parts: array<f32, ${WORKGROUP}>;
fn total(local: u32, mine: f32) {
  parts[local] = mine;
  workgroupBarrier();
  for (var step = ${WORKGROUP / 2}u; step > 0u; step /= 2u) {
    if (local < step) { parts[local] += parts[local + step]; }
    workgroupBarrier();
  }
}`;

const REDUCTIONS = {mean: 0, logSumExp: 1, rootSum: 2} as const;

const reduceCode = `${head(1, {x: 'array<f32>', out0: ['array<f32>', 'read_write']})}
${total}
var<workgroup> tops: array<f32, ${WORKGROUP}>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let n = u[0].x; let kind = u[0].y;
  let begin = group.x * n;
  var highest = -3.4e38;
  for (var i = local; i < n; i += ${WORKGROUP}u) { highest = max(highest, x[begin + i]); }
  tops[local] = highest;
  workgroupBarrier();
  for (var i = 0u; i < ${WORKGROUP}u; i++) { highest = max(highest, tops[i]); }
  var sum = 0.0;
  for (var i = local; i < n; i += ${WORKGROUP}u) {
    sum += select(x[begin + i], exp(x[begin + i] - highest), kind == 1u);
  }
  total(local, sum);
  if (local > 0u) { return; }
  let all = parts[0];
  out0[group.x] = select(select(all / f32(n), highest + log(all), kind == 1u), sqrt(all), kind == 2u);
}`;

const reduceBackwardCode = `${head(1, {
  x: 'array<f32>',
  y: 'array<f32>',
  dy: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let n = u[0].x;
  let i = id.x + id.y * u[0].z;
  if (i >= n) { return; }
  let at = id.z * n + i;
  out0[at] = dy[id.z] * select(1.0 / f32(n), exp(x[at] - y[id.z]), u[0].y == 1u);
}`;

function optimiseCode(adam: boolean): string {
  const step = adam
    ? `m[i] = m[i] * beta1 + g * rest1;
    v[i] = v[i] * beta2 + g * rest2 * g;
    let direction = (m[i] * h.z) / (sqrt(v[i] * h.w) + epsilon);`
    : `m[i] = m[i] * beta1 + g;
    let direction = m[i];`;
  return `${head(3, {
    value: ['array<f32>', 'read_write'],
    gradient: 'array<f32>',
    m: ['array<f32>', 'read_write'],
    hyper: 'array<vec4f>',
    squares: ['array<f32>', 'read_write'],
    ...(adam && {v: ['array<f32>', 'read_write'] as const}),
  })}
${total}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let size = u[0].x; let r = group.z; let chunk = group.x;
  let beta1 = bitcast<f32>(u[1].x); let beta2 = bitcast<f32>(u[1].y); let epsilon = bitcast<f32>(u[1].z);
  let rest1 = bitcast<f32>(u[2].x); let rest2 = bitcast<f32>(u[2].y);
  let h = hyper[r];
  let decay = select(0.0, h.y, u[0].w == 1u);
  let end = min(size, (chunk + 1u) * ${CHUNK}u);
  var sum = 0.0;
  for (var k = chunk * ${CHUNK}u + local; k < end; k += ${WORKGROUP}u) {
    let i = r * size + k;
    let g = gradient[i];
    sum = fma(g, g, sum);
    ${step}
    value[i] -= (direction + value[i] * decay) * h.x;
  }
  total(local, sum);
  if (local == 0u) { squares[r * u[0].y + u[0].z + chunk] = parts[0]; }
}`;
}

export function install(): void {
  const overRows = (shape: readonly number[]) => {
    const rows = rowsOf(shape);
    const {workgroups, row} = grid(Math.ceil(rows / WORKGROUP), 1);
    return {uniform: [rows, shape.at(-1)!, row * WORKGROUP], workgroups};
  };
  registerWGSL(normaliseForward, ({x}) => [{code: normaliseCode, ...overRows(x), bind: ['x', 'out0', 'out1']}]);
  registerWGSL(normaliseBackward, ({y}) => [
    {code: normaliseBackwardCode, ...overRows(y), bind: ['y', 'inverse', 'dy', 'out0']},
  ]);
  registerWGSL(reduceForward, ({x}, {reduction}) => [
    {code: reduceCode, uniform: [x[1], REDUCTIONS[reduction]], bind: ['x', 'out0'], workgroups: [x[0], 1, 1]},
  ]);
  registerWGSL(reduceBackward, ({x}, {reduction}) => {
    const {workgroups, row} = grid(Math.ceil(x[1] / WORKGROUP), x[0]);
    const uniform = [x[1], REDUCTIONS[reduction], row * WORKGROUP];
    return [{code: reduceBackwardCode, uniform, bind: ['x', 'y', 'dy', 'out0'], workgroups}];
  });
  registerWGSL(scratch, () => []);
  registerWGSL(optimise, ({value, hyper, squares}, {kind, momentum, beta2, epsilon, decays, at}) => {
    const replicas = hyper[0];
    const size = value.reduce((a, b) => a * b, 1) / replicas;
    const adam = kind === 'adamW';
    return [
      {
        code: optimiseCode(adam),
        // 1 - 0.999 in single precision would be wrong from the fifth digit on.
        uniform: [
          ...[size, squares[1], at, Number(decays)],
          ...[momentum, beta2, epsilon, 0, 1 - momentum, 1 - beta2].map(floatBits),
        ],
        bind: ['value', 'gradient', 'm', 'hyper', 'squares', ...(adam ? ['v'] : [])],
        workgroups: [Math.ceil(size / CHUNK), 1, replicas],
      },
    ];
  });
}
