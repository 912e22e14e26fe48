/** Workgroups and generated code of the GPU kernels. */

/** Threads of a workgroup. */
export const WORKGROUP = 64;
/** Workgroups in one direction at most. */
const MOST = 65_535;

/** `count` workgroups for each replica: folded into rows of `row` where they are too many for one direction. */
export function grid(count: number, replicas: number): {workgroups: [number, number, number]; row: number} {
  const rows = Math.ceil(count / MOST);
  const row = Math.ceil(count / rows);
  return {workgroups: [row, rows, replicas], row};
}

/** Lines of code, one for each k below n. */
export const each = (n: number, line: (k: number) => string): string =>
  Array.from({length: n}, (_, k) => line(k)).join('\n  ');
