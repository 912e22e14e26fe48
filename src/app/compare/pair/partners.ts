/** Which points of two runs are the same. */
import type {PointSet} from '../../../panels/data.ts';

/** The points of one run, or every so-many-th of them. */
export interface Rows {
  points: PointSet;
  every: number;
}

export interface Partners {
  /** For each row of the second set its row in the first, or -1; undefined when none is known to be the same. */
  rows: Int32Array | undefined;
  /** On the other side, the row of the same point, or else of the same thing. */
  sameThing(side: 0 | 1, row: number): number | undefined;
}

/** In the same data, rows are known by their numbers; else points with names of their own are known by these. */
export function partnersOf([first, second]: readonly [Rows, Rows], isSameData: boolean): Partners {
  const rows = isSameData ? byNumber(first, second) : byName(first.points, second.points);
  const back = rows && inverse(rows, first.points.count);
  const areNamed = first.points.named && second.points.named;
  const things = areNamed ? [thingsOf(first.points), thingsOf(second.points)] : undefined;
  return {
    rows,
    sameThing(side, row) {
      const partner = (side === 0 ? back : rows)?.[row] ?? -1;
      if (partner >= 0) return partner;
      return things?.[1 - side].get((side === 0 ? first : second).points.name(row));
    },
  };
}

function byNumber(first: Rows, second: Rows): Int32Array {
  return Int32Array.from({length: second.points.count}, (_, row) => {
    const at = (row * second.every) / first.every;
    return Number.isInteger(at) && at < first.points.count ? at : -1;
  });
}

function byName(first: PointSet, second: PointSet): Int32Array | undefined {
  if (!first.named || !second.named) return undefined;
  const known = new Map(Array.from({length: first.count}, (_, row) => [keyOf(first, row), row]));
  const rows = Int32Array.from({length: second.count}, (_, row) => known.get(keyOf(second, row)) ?? -1);
  return rows.some((row) => row >= 0) ? rows : undefined;
}

/** One thing can have several points: its pictures by different artists. */
const keyOf = (points: PointSet, row: number): string => `${points.name(row)}\n${points.detail(row)}`;

function inverse(rows: Int32Array, count: number): Int32Array {
  const back = new Int32Array(count).fill(-1);
  rows.forEach((to, from) => {
    if (to >= 0) back[to] = from;
  });
  return back;
}

/** The first row of each name. */
function thingsOf(points: PointSet): Map<string, number> {
  const found = new Map<string, number>();
  for (let row = points.count - 1; row >= 0; row--) found.set(points.name(row), row);
  return found;
}
