/**
 * Alignment against uniformity, the two things that a contrastive loss improves (Wang and Isola, 2020): the path of this
 * run.
 */

import {useRef, useState} from 'react';
import {uniformityOfSphere} from '../../metrics/uniformity/ofSphere.ts';
import {Chart} from '../chart/Chart.tsx';
import {plain} from '../chart/format.ts';
import {Extent} from '../chart/glide.ts';
import type {GhostLook} from '../chart/looks.ts';
import {nearestIndex} from '../chart/nearest.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, Mark, MetricLog, View} from '../data.ts';
import {constant} from '../frame/constant.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {drawAxes, drawHover, drawPlane} from './draw.ts';
import {
  nearestPoint,
  neededDomains,
  type PlaneInput,
  type PlaneLayout,
  planeLayout,
  readOut,
  readOutOfAll,
  titlesOf,
} from './layout.ts';
import {type Path, pathOf} from './path.ts';

/** Another run to compare with. */
interface Ghost extends GhostLook {
  log: MetricLog;
}

interface Props {
  log: Feed<MetricLog & {version: number}>;
  view: Feed<View>;
  marks: Feed<readonly Mark[]>;
  /** The dimension of the sphere. */
  dimension: Feed<number | undefined>;
  /** The tick under the pointer, in this panel or in another. */
  hover: Feed<number | undefined>;
  onHover(tick: number | undefined): void;
  ghosts?: Feed<readonly Ghost[]>;
  formula?: () => Promise<string>;
}

const planePath = (log: MetricLog): Path => pathOf(log.series('alignment'), log.series('uniformity'));

const NONE: readonly Ghost[] = [];
const NO_GHOSTS = constant(NONE);

export function PlanePanel({log, view, marks, dimension, hover, onHover, ghosts = NO_GHOSTS, formula}: Props) {
  const seen = useRef<{layout: PlaneLayout; path: Path}>(undefined);
  const [axes] = useState(() => ({x: new Extent(), y: new Extent()}));
  const read = () => planePath(log.get());

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const path = read();
    const others = ghosts.get().map(({log, ...ghost}) => ({...ghost, path: planePath(log)}));
    const size = dimension.get();
    const floor = size === undefined ? undefined : uniformityOfSphere(size);
    const needed = neededDomains([path, ...others.map((other) => other.path)], floor);
    const run = log.get().series('uniformity').values;
    const domains = {
      x: axes.x.show({kind: 'linear', needed: needed.x, run, now}),
      y: axes.y.show({kind: 'linear', needed: needed.y, run, now}),
    };
    const layout = planeLayout({
      width,
      height,
      path,
      ghosts: others,
      marks: marks.get(),
      floor,
      at: view.get().at,
      domains,
    });
    seen.current = {layout, path};
    drawPlane(surface, layout);
    drawAxes(overlay, layout);
    overlay.labels([...layout.labels, ...titlesOf(layout)]);
    readOff(surface, overlay, layout, {path, others, tick: hover.get()});
    return axes.x.moving || axes.y.moving;
  };

  const point = (at: {x: number; y: number} | undefined) => {
    const i = at && seen.current ? nearestPoint(seen.current.layout.line, at) : -1;
    onHover(i < 0 ? undefined : seen.current!.path.ticks[i]);
    return false;
  };
  const probe = (i: number | undefined) => {
    onHover(i === undefined ? undefined : seen.current?.path.ticks[i]);
    return false;
  };

  return (
    <PanelFrame
      id="plane"
      title="Alignment against uniformity"
      sentence="Down and left is better. Dashed: even over the whole sphere, which a finite number of points can beat a little."
      formula={formula}
      table={() => tableOf(read())}
    >
      <Chart
        id="plane"
        label="Step to read off: alignment against uniformity"
        feeds={[log, view, marks, dimension, hover, ghosts]}
        draw={draw}
        onPoint={point}
        onProbe={probe}
      />
    </PanelFrame>
  );
}

interface Read {
  path: Path;
  others: PlaneInput['ghosts'];
  tick: number | undefined;
}

function readOff(surface: Surface, overlay: Overlay, layout: PlaneLayout, {path, others, tick}: Read): void {
  const i = tick === undefined ? -1 : nearestIndex(path.ticks, tick);
  const rows = i < 0 ? [] : others.length > 0 ? readOutOfAll(path, i, others) : readOut(path, i);
  const place = {x: layout.line.x[i] ?? 0, y: layout.line.y[i] ?? 0};
  if (i >= 0) drawHover(surface, place);
  overlay.card(rows, place, surface);
  overlay.probe({
    count: path.ticks.length,
    index: i < 0 ? undefined : i,
    text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'newest step',
  });
}

const tableOf = ({ticks, alignment, uniformity}: Path): Table => ({
  caption: 'Alignment and uniformity of unseen points. Lower is better for both.',
  columns: ['step', 'alignment', 'uniformity'],
  rows: ticks.map((tick, i) => [tick, plain(alignment[i]), plain(uniformity[i])]),
});
