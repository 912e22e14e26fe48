/** Finds points by name, and decides which points stand out. */
import type {PointSet} from '../data.ts';

/** The rows of the same thing as this one, the row itself first. */
export function siblings(points: PointSet, row: number): number[] {
  const thing = points.thing(row);
  const rows = [row];
  for (let other = 0; other < points.count; other++)
    if (other !== row && points.thing(other) === thing) rows.push(other);
  return rows;
}

/** The lower-case name of every row. */
export const namesOf = (points: PointSet): string[] =>
  Array.from({length: points.count}, (_, row) => points.name(row).toLowerCase());

/** Rows whose name has the words of the query in it; undefined for an empty query. */
export function matching(names: readonly string[], query: string): number[] | undefined {
  const text = query.trim().toLowerCase();
  if (text === '') return undefined;
  return names.flatMap((name, row) => (name.includes(text) ? [row] : []));
}

/** Different names of the rows, those that begin with the query first, then the shorter ones. */
export function suggestions(names: readonly string[], rows: readonly number[], query: string, most: number): string[] {
  const text = query.trim().toLowerCase();
  const rank = (name: string) => (name.startsWith(text) ? 0 : 1);
  return [...new Set(rows.map((row) => names[row]))]
    .sort((a, b) => rank(a) - rank(b) || a.length - b.length || a.localeCompare(b))
    .slice(0, most);
}

/** 1 for rows that are in one of the groups (if any are chosen) and among the matches (if any were sought). */
export function emphasised(
  points: PointSet,
  groups: ReadonlySet<number>,
  matches: readonly number[] | undefined,
): Uint8Array | undefined {
  if (groups.size === 0 && !matches) return undefined;
  const out = new Uint8Array(points.count).fill(matches ? 0 : 1);
  for (const row of matches ?? []) out[row] = 1;
  if (groups.size > 0) for (let row = 0; row < points.count; row++) if (!groups.has(points.groupOf[row])) out[row] = 0;
  return out;
}
