import type {PointSet} from '../data.ts';
import type {Disc} from './layout.ts';
import type {Scene} from './scene.ts';

const LONGEST = 400;

/**
 * One row of each thing, in the order in which the keyboard steps through them: from the centre of the view outwards, of
 * those in front that have not stepped back; on a circle clockwise from the top.
 */
export function walkThrough(
  {kind, places: {x, y, depth}, count, emphasis}: Scene,
  points: PointSet,
  disc: Disc,
): number[] {
  const key = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const dx = x[row] - disc.x;
    const dy = y[row] - disc.y;
    key[row] = kind === 'circle' ? (Math.atan2(dx, -dy) + 2 * Math.PI) % (2 * Math.PI) : Math.hypot(dx, dy);
  }
  const rows = Array.from({length: count}, (_, row) => row).filter(
    (row) => depth[row] > 0 && (!emphasis || emphasis[row] === 1),
  );
  rows.sort((a, b) => key[a] - key[b]);
  const things = new Set<number>();
  const walk: number[] = [];
  for (const row of rows) {
    const thing = points.thing(row);
    if (things.has(thing)) continue;
    things.add(thing);
    walk.push(row);
    if (walk.length === LONGEST) break;
  }
  return walk;
}
