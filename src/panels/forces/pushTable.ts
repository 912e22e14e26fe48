/** The tables behind the gradient field and behind the pushes on one point. */
import {formatShare, plain} from '../chart/format.ts';
import type {BatchFrame, PointSet} from '../data.ts';
import type {Table} from '../frame/save.ts';
import {medianOf} from './field.ts';
import type {Pushers} from './pushers.ts';

const COLUMNS = [
  'group',
  'views in the batch',
  'median push',
  'strongest push',
  'part of the push towards the positive',
];

/** One row for each group: the mean push on its views, and how far it leads to the other view of the pair. */
export function pushTable(frame: BatchFrame | undefined, points: PointSet | undefined): Table {
  if (!frame || !points) return {caption: 'No batch has arrived yet.', columns: COLUMNS, rows: []};
  const {pairs, tick} = frame;
  const views = Array.from(frame.rows.keys());
  const rows = points.groups.map((name, group) => {
    const mine = views.filter((view) => points.groupOf[frame.rows[view]] === group);
    const pushes = Float32Array.from(mine, (view) => lengthOf(frame, view));
    const towards = mine.map((view) => cosineToPositive(frame, view)).filter((cosine) => !Number.isNaN(cosine));
    const mean = towards.reduce((sum, value) => sum + value, 0) / towards.length;
    return [name, mine.length, ...[medianOf(pushes), Math.max(...pushes), mean].map(cell)];
  });
  const caption = `Where the loss pushes the ${2 * pairs} views of the batch that follows step ${tick}. The last column is a mean cosine: 1 is straight towards the positive.`;
  return {caption, columns: COLUMNS, rows};
}

const cell = (value: number): number | string => (Number.isFinite(value) ? plain(value) : '');

const vectorOf = (all: Float32Array, {dimension}: BatchFrame, view: number) =>
  all.subarray(view * dimension, (view + 1) * dimension);

const lengthOf = (frame: BatchFrame, view: number): number => Math.hypot(...vectorOf(frame.pushes, frame, view));

/** The cosine of the angle between a view's push and the direction to the other view of its pair. */
export function cosineToPositive(frame: BatchFrame, view: number): number {
  const push = vectorOf(frame.pushes, frame, view);
  const from = vectorOf(frame.points, frame, view);
  const to = vectorOf(frame.points, frame, (view + frame.pairs) % (2 * frame.pairs));
  const similarity = from.reduce((sum, x, d) => sum + x * to[d], 0);
  const way = to.map((x, d) => x - similarity * from[d]);
  const along = push.reduce((sum, x, d) => sum + x * way[d], 0);
  return along / (Math.hypot(...push) * Math.hypot(...way));
}

/** One row for each point that pushes on the point, the hardest first. */
export function pushersTable(pushers: Pushers | undefined, points: PointSet | undefined): Table {
  const columns = ['name', 'about', 'cosine', 'share of the push'];
  if (!pushers || !points) return {caption: 'No push on a single point is known.', columns, rows: []};
  const rows = Array.from(pushers.rows.subarray(0, LISTED), (row, i) => [
    points.name(row),
    points.detail(row),
    plain(pushers.cosines[i]),
    `${pushers.shares[i] < 0 ? '−' : ''}${formatShare(Math.abs(pushers.shares[i]))}`,
  ]);
  const caption = `The points that push hardest on ${points.name(pushers.row)}, ${points.detail(pushers.row)}, if every point shown is its negative.`;
  return {caption, columns, rows};
}

const LISTED = 100;
