/** The texts of the panel. */
import type {PointSet} from '../data.ts';
import type {Kind} from './layout.ts';

/** Which view the reader looks at; `share` is that of the spread along the directions shown. */
export interface Shown {
  kind: Kind;
  dimension: number;
  share: number;
  tick: number;
}

export function viewText({kind, dimension, share}: Shown): string {
  if (kind === 'circle') return 'circle; dashed: spread evenly; spokes: means';
  if (kind === 'sphere') return '3-D head, drag to turn';
  return `projection of ${dimension}-D: 3 directions, ${Math.round(100 * share)} % of the spread`;
}

export const countText = (points: PointSet): string =>
  `${points.count.toLocaleString('en')} ${inPictures(points) ? 'pictures' : 'points'}`;

/** Whether all points are pictures; points with words are called by name. */
export const inPictures = (points: PointSet): boolean => points.sprite !== undefined && !points.text;

/** Whether the points are texts and nothing else: their names need room. */
export const hasSentences = (points: PointSet): boolean => !!points.named && !points.sprite && !points.colour;

/** The colour of a group in lists, as CSS has it. */
export const swatchOf = (points: PointSet, group: number): string =>
  points.groupColour?.(group) ?? `var(--group-${group % 10})`;

const LABELS: Record<Kind, string> = {
  circle: 'Circle of points',
  sphere: 'Sphere of points',
  projection: 'Ball of points, projected to three directions',
};

export const labelOf = (kind: Kind): string => LABELS[kind];

const STEP = 'Full stop and comma step through the points; Escape lets go.';

export const instructionsOf = (kind: Kind): string =>
  kind === 'circle'
    ? STEP
    : `Drag, or press the arrow keys, to turn it; with Shift in finer steps; Home turns it back. ${STEP}`;

/** A row in one sentence, for screen readers. */
export function spoken(points: PointSet, row: number): string {
  const parts = [points.name(row), points.groups[points.groupOf[row]], points.detail(row)];
  return [...new Set(parts)].filter(Boolean).join(', ');
}
