import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {keptBackward, keptForward, type Side, WHOLE} from '../keptPairs.ts';
import {NOTHING} from '../pairwise.ts';
import {flat, forEach} from './flat.ts';
import {grid, WORKGROUP} from './shape.ts';

const signOf = (side: Side) => (side === 'hardest' ? '1.0' : '-1.0');

const counts = (masked: boolean, at: string) => (masked ? `out[${at}] == 0.0` : 'true');

/**
 * One workgroup for each row. Floats are compared as whole numbers in the same order, and the k-th largest is found bit by
 * bit: it is the largest number that at least k of the row reach. So it is exact, and every bit takes one barrier.
 *
 * Uniform: u[0] = (rows of a replica, columns, values of `out`, workgroups in one direction), u[1] = (all rows, -, -, -).
 */
const forward = (side: Side, masked: boolean): string => `
${head(2, {
  s: 'array<f32>',
  parameters: 'array<f32>',
  ...(masked && {out: 'array<f32>'}),
  out0: ['array<f32>', 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
var<workgroup> reached: array<atomic<u32>, 33>;
var<workgroup> top: atomic<u32>;
var<workgroup> sums: array<f32, ${WORKGROUP}>;
fn ordered(x: f32) -> u32 {
  let bits = bitcast<u32>(x);
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}
fn number(x: u32) -> f32 { return bitcast<f32>(select(~x, x & 0x7fffffffu, (x >> 31u) == 1u)); }
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let row = group.y * u[0].w + group.x;
  if (row >= u[1].x) { return; }
  let columns = u[0].y;
  let first = row * columns;
  let r = row / u[0].x;
  let inverse = parameters[2u * r];
  var all = 0u;
  for (var j = first + local; j < first + columns; j += ${WORKGROUP}u) {
    if (${counts(masked, 'j % u[0].z')}) {
      all++;
      atomicMax(&top, ordered(s[j]));
    }
  }
  atomicAdd(&reached[32], all);
  workgroupBarrier();
  let count = atomicLoad(&reached[32]);
  let wanted = max(1u, u32(ceil(parameters[2u * r + 1u] * f32(count) - ${WHOLE})));
  var least = 0u;
  for (var bit = 0u; bit < 32u; bit++) {
    let guess = least | (0x80000000u >> bit);
    var mine = 0u;
    for (var j = first + local; j < first + columns; j += ${WORKGROUP}u) {
      if (${counts(masked, 'j % u[0].z')} && ordered(${signOf(side)} * s[j]) >= guess) { mine++; }
    }
    atomicAdd(&reached[bit], mine);
    workgroupBarrier();
    if (atomicLoad(&reached[bit]) >= wanted) { least = guess; }
  }
  let edge = ${signOf(side)} * number(least);
  let highest = ${side === 'hardest' ? 'number(atomicLoad(&top))' : 'edge'};
  var sum = 0.0;
  for (var j = first + local; j < first + columns; j += ${WORKGROUP}u) {
    if (${counts(masked, 'j % u[0].z')} && ${signOf(side)} * (s[j] - edge) >= 0.0) {
      sum += exp((s[j] - highest) * inverse);
    }
  }
  sums[local] = sum;
  workgroupBarrier();
  if (local > 0u) { return; }
  sum = 0.0;
  for (var k = 0u; k < ${WORKGROUP}u; k++) { sum += sums[k]; }
  if (count == 0u) {
    out0[row] = ${NOTHING};
    out1[row] = 0.0;
  } else {
    out0[row] = highest * inverse + log(sum);
    out1[row] = edge;
  }
}`;

/** One thread for each pair. Uniform: u[0] = (pairs, columns, rows of a replica, values of `out`). */
const backward = (side: Side, masked: boolean): string => `
${head(1, {
  s: 'array<f32>',
  parameters: 'array<f32>',
  ...(masked && {out: 'array<f32>'}),
  value: 'array<f32>',
  edge: 'array<f32>',
  dy: 'array<f32>',
  out0: ['array<f32>', 'read_write'],
})}
${forEach(`
  let row = index / u[0].y;
  let inverse = parameters[2u * (row / u[0].z)];
  let kept = ${counts(masked, 'index % u[0].w')} && ${signOf(side)} * (s[index] - edge[row]) >= 0.0;
  var slope = 0.0;
  if (kept) { slope = dy[row] * inverse * exp(s[index] * inverse - value[row]); }
  out0[index] = slope;`)}`;

export function install(): void {
  registerWGSL(keptForward, ({s: [replicas, rows, columns], out}, {side}) => {
    const all = replicas * rows;
    const {workgroups, row} = grid(all, 1);
    return [
      {
        code: forward(side, out !== undefined),
        uniform: [rows, columns, out ? out[0] * rows * columns : 1, row, all, 0, 0, 0],
        bind: ['s', 'parameters', ...(out ? ['out'] : []), 'out0', 'out1'],
        workgroups,
      },
    ];
  });
  registerWGSL(keptBackward, ({s: [replicas, rows, columns], out}, {side}) => {
    const pairs = replicas * rows * columns;
    return [
      {
        code: backward(side, out !== undefined),
        uniform: [pairs, columns, rows, out ? out[0] * rows * columns : 1],
        bind: ['s', 'parameters', ...(out ? ['out'] : []), 'value', 'edge', 'dy', 'out0'],
        workgroups: flat(pairs),
      },
    ];
  });
}
