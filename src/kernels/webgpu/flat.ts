/** Launches of one thread for each of many elements, in workgroups of 64. */
import type {Launch} from '../../engine/webgpu/wgsl.ts';

const GROUP = 64;
/** Workgroups in one direction: WebGPU's default limit. */
const MOST = 65_535;

/** Workgroups for `count` threads, folded into y where x alone is too small. */
export function flat(count: number): Launch['workgroups'] {
  const groups = Math.ceil(count / GROUP);
  const y = Math.ceil(groups / MOST);
  return [Math.ceil(groups / y), y, 1];
}

/** The entry point: `body` for every `index` below u[0].x. */
export const forEach = (body: string): string => `
@compute @workgroup_size(${GROUP})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.y * groups.x * ${GROUP}u + id.x;
  if (index >= u[0].x) { return; }
${body}
}`;

/**
 * How rows are read: four numbers at a time where the length of a row is a multiple of 4. `width` is in these units.
 */
export interface Lanes {
  type: 'f32' | 'vec4f';
  width: number;
}

export const lanesOf = (d: number): Lanes => (d % 4 === 0 ? {type: 'vec4f', width: d / 4} : {type: 'f32', width: d});

/** `total(x)`: the sum of the numbers of one read. */
export const total = (type: Lanes['type']): string =>
  `fn total(x: ${type}) -> f32 { return ${type === 'f32' ? 'x' : 'dot(x, vec4f(1.0))'}; }`;
