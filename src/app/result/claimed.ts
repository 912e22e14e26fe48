/** A result in a link as panels draw it: its curves as another run's, its points as a figure of their own. */
import type {EmbeddingFrame, MetricLog, PointSet, Series} from '../../panels/data.ts';
import {chosenRows, fromCoordinate, type Result, type ResultPoints, valueOn} from '../../spec/result/result.ts';

const NONE: Series = {ticks: [], values: []};

export function claimedLog({curves}: Pick<Result, 'curves'>): MetricLog {
  const all = new Map(
    curves.map((curve) => [
      curve.metric,
      {ticks: curve.ticks, values: curve.values.map((step) => valueOn(curve, step))},
    ]),
  );
  return {names: () => [...all.keys()], series: (name) => all.get(name) ?? NONE, others: () => []};
}

const keptOf = ({dimension, data}: ResultPoints): number => data.length / dimension;

/** On the unit sphere again: the grid has put them a little off it. */
export function claimedFrame(points: ResultPoints): EmbeddingFrame {
  const {tick, dimension} = points;
  const data = Float32Array.from(points.data, fromCoordinate);
  for (let i = 0; i < data.length; i += dimension) {
    const point = data.subarray(i, i + dimension);
    const norm = Math.hypot(...point);
    if (norm > 0) for (let k = 0; k < dimension; k++) point[k] /= norm;
  }
  return {tick, count: keptOf(points), dimension, data};
}

/** The things behind its points; undefined where the figure here has other things. */
export function claimedThings(points: ResultPoints, all: PointSet): PointSet | undefined {
  if (all.count !== points.count) return undefined;
  const rows = chosenRows(points.count, keptOf(points));
  const {name, detail, sprite, colour, text, thing, ...rest} = all;
  return {
    ...rest,
    count: rows.length,
    groupOf: Uint8Array.from(rows, (row) => all.groupOf[row]),
    name: (i) => name(rows[i]),
    detail: (i) => detail(rows[i]),
    thing: (i) => thing(rows[i]),
    ...(sprite && {sprite: (i: number) => sprite(rows[i])}),
    ...(colour && {colour: (i: number) => colour(rows[i])}),
    ...(text && {text: (i: number) => text(rows[i])}),
  };
}
