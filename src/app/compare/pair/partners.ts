/** Which points of two runs are the same. */
import type {PointSet} from '../../../panels/data.ts';

export interface Partners {
  /** For each row of the second set its row in the first, or -1; undefined when none is known to be the same. */
  rows: Int32Array | undefined;
  /** On the other side, the row of the same point, or else of the same thing. */
  sameThing(side: 0 | 1, row: number): number | undefined;
}

/** Points with names of their own are known by these; others only in the same data, by their rows. */
export function partnersOf([first, second]: readonly [PointSet, PointSet], isSameData: boolean): Partners {
  const rows = rowsOf(first, second, isSameData);
  const back = rows && inverse(rows, first.count);
  const things = first.named && second.named ? [thingsOf(first), thingsOf(second)] : undefined;
  return {
    rows,
    sameThing(side, row) {
      const partner = (side === 0 ? back : rows)?.[row] ?? -1;
      if (partner >= 0) return partner;
      return things?.[1 - side].get((side === 0 ? first : second).name(row));
    },
  };
}

function rowsOf(first: PointSet, second: PointSet, isSameData: boolean): Int32Array | undefined {
  if (isSameData && first.count === second.count) return Int32Array.from({length: first.count}, (_, row) => row);
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
