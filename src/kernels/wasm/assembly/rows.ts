/** The used rows of a table, where texts are packed one after another without their padding. */

/** The number of used rows of set s: all n without counts. */
// @ts-ignore: decorator
@inline
export function rowsThatCount(counts: usize, s: usize, n: usize): usize {
  return counts ? <usize>load<i32>(counts + (s << 2)) : n;
}

/** Where text `at` of all sets begins among the rows of its set. */
// @ts-ignore: decorator
@inline
export function firstRow(starts: usize, at: usize, otherwise: usize): usize {
  return starts ? <usize>load<i32>(starts + (at << 2)) : otherwise;
}

/** table [any, step bytes], rows [n] -> to [n, step bytes] */
export function gatherRows(table: usize, rows: usize, to: usize, n: usize, step: usize): void {
  for (let i: usize = 0; i < n; i++, to += step) {
    const from = table + <usize>load<u32>(rows + (i << 2)) * step;
    let k: usize = 0;
    for (; k + 16 <= step; k += 16) v128.store(to + k, v128.load(from + k));
    for (; k < step; k += 4) store<u32>(to + k, load<u32>(from + k));
  }
}
