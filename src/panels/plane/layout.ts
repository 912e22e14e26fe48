/** The layout of the plane: pure functions, in CSS pixels. */
import {formatSteps, formatValue} from '../chart/format.ts';
import {alongLine, around, type Box, type Label, placeLabels, shortened, type Wanted} from '../chart/labels.ts';
import type {GhostLook} from '../chart/looks.ts';
import {indexAt, nearestIndex} from '../chart/nearest.ts';
import type {Row} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, union} from '../chart/scale.ts';
import type {Mark} from '../data.ts';
import type {Path} from './path.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Polyline {
  x: number[];
  y: number[];
}

export interface Domains {
  x: Domain;
  y: Domain;
}

export interface PlaneInput {
  width: number;
  height: number;
  path: Path;
  ghosts: readonly (GhostLook & {path: Path})[];
  marks: readonly Mark[];
  /** The lowest possible uniformity. */
  floor: number | undefined;
  /** The tick that is looked back to. */
  at: number | undefined;
  domains: Domains;
}

export interface PlaneLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  /** Pixels of `path`, of which the first `strong` are drawn strongly. */
  line: Polyline;
  strong: number;
  ghosts: (Polyline & GhostLook)[];
  floor: number | undefined;
  start: Point | undefined;
  now: Point | undefined;
  marks: Point[];
  labels: Label[];
}

const MARGIN = {top: 18, right: 12, bottom: 32, left: 30};

/** Values that must be in view: all that was measured, the theory, and coinciding views (alignment 0). */
export function neededDomains(paths: readonly Path[], floor: number | undefined): Domains {
  const extent = (values: readonly (readonly number[])[], start: Domain): Domain =>
    values.reduce<Domain>((domain, list) => list.reduce<Domain>((d, v) => union(d, [v, v]), domain), start);
  const empty = paths.every((path) => path.ticks.length === 0);
  const from = floor ?? paths.find((path) => path.ticks.length > 0)?.uniformity[0] ?? -2;
  return {
    x: extent(
      paths.map((path) => path.uniformity),
      [from, empty ? 0 : from],
    ),
    y: extent(
      paths.map((path) => path.alignment),
      [0, empty ? 1 : 0],
    ),
  };
}

export function planeLayout(input: PlaneInput): PlaneLayout {
  const {width, height, path, domains, floor, at} = input;
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domains.x, [plot.left, plot.right]);
  const y = makeScale('linear', domains.y, [plot.bottom, plot.top]);
  const pixels = ({uniformity, alignment}: Path) => ({x: uniformity.map((u) => x(u)), y: alignment.map((a) => y(a))});
  const line = pixels(path);
  const strong = at === undefined ? path.ticks.length : indexAt(path.ticks, at) + 1;
  const pointAt = (i: number) => (i >= 0 && i < line.x.length ? {x: line.x[i], y: line.y[i]} : undefined);
  const layout = {
    plot,
    x,
    y,
    line,
    strong,
    ghosts: input.ghosts.map(({path: other, ...ghost}) => ({...pixels(other), ...ghost})),
    floor: floor === undefined ? undefined : x(floor),
    start: pointAt(0),
    now: pointAt(strong - 1),
    marks: input.marks
      .filter((mark) => path.ticks.length > 0 && mark.tick <= path.ticks[path.ticks.length - 1])
      .map((mark) => pointAt(nearestIndex(path.ticks, mark.tick))!),
  };
  return {...layout, labels: labelsOf(input, layout)};
}

function labelsOf({at, ghosts, marks, path}: PlaneInput, layout: Omit<PlaneLayout, 'labels'>): Label[] {
  const {plot, start, now, floor, line} = layout;
  const wanted: Wanted[] = [];
  if (now) {
    const text = at === undefined ? 'now' : `step ${formatSteps(path.ticks[layout.strong - 1])}`;
    wanted.push({key: 'now', text, tone: 'accent', places: around(now.x, now.y, 9), needed: true});
  }
  if (start && path.ticks.length > 1) wanted.push({key: 'start', text: 'start', places: around(start.x, start.y)});
  if (floor !== undefined) {
    const text = 'perfectly uniform';
    wanted.push({
      key: 'floor',
      text,
      places: [plot.top + 6, plot.top + 22, (plot.top + plot.bottom) / 2, plot.bottom - 26].flatMap((y) => [
        {x: floor + 5, y, anchor: 'start' as const},
        {x: floor - 5, y, anchor: 'end' as const},
      ]),
    });
  }
  ghosts.forEach(({label}, i) => {
    const {x, y} = layout.ghosts[i];
    if (x.length > 0)
      wanted.push({key: `ghost ${i}`, text: shortened(label, NAME), places: around(x[x.length - 1], y[y.length - 1])});
  });
  layout.marks.forEach(({x, y}, i) => {
    wanted.push({key: `mark ${i}`, text: marks[i].text, places: around(x, y)});
  });
  const corner = {x: (floor ?? plot.left) + 6, y: plot.bottom - 9, anchor: 'start' as const};
  wanted.push({key: 'better', text: '↙ better', places: [corner]});
  return placeLabels(wanted, {...plot, right: plot.right + MARGIN.right, bottom: plot.bottom - 1, top: plot.top - 2}, [
    ...alongLine(line.x, line.y),
    ...layout.ghosts.flatMap(({x, y}) => alongLine(x, y)),
    ...(floor === undefined ? [] : [{left: floor - 1, right: floor + 1, top: plot.top, bottom: plot.bottom}]),
    ...(start ? [spot(start)] : []),
    ...(now ? [spot(now)] : []),
  ]);
}

const spot = ({x, y}: Point): Box => ({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5});

export const titlesOf = ({plot}: Pick<PlaneLayout, 'plot'>): Label[] => [
  {key: 'x', text: 'uniformity', x: (plot.left + plot.right) / 2, y: plot.bottom + 25, anchor: 'middle'},
  {key: 'y', text: 'alignment', x: 0, y: 5, anchor: 'start'},
];

/** The index of the drawn point nearest to a place; -1 when there is none. */
export function nearestPoint({x, y}: Polyline, at: Point): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const distance = (x[i] - at.x) ** 2 + (y[i] - at.y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

export const readOut = (path: Path, i: number): Row[] => [
  {label: 'step', value: formatSteps(path.ticks[i])},
  {label: 'uniformity', value: formatValue(path.uniformity[i])},
  {label: 'alignment', value: formatValue(path.alignment[i])},
];

const both = (path: Path, i: number) => `${formatValue(path.uniformity[i])} · ${formatValue(path.alignment[i])}`;

/** The numbers of this run and of others at one step. */
export const readOutOfAll = (path: Path, i: number, others: PlaneInput['ghosts']): Row[] => [
  {label: `step ${formatSteps(path.ticks[i])}`, value: 'uniformity · alignment'},
  {label: 'this run', value: both(path, i), tone: 'accent'},
  ...others.flatMap(({label, look, path: other}) => {
    const at = nearestIndex(other.ticks, path.ticks[i]);
    return at < 0 ? [] : [{label: shortened(label, NAME), value: both(other, at), look}];
  }),
];

/** Pixels for the name of another run. */
const NAME = 150;
