/** Layout of a plane: one dot for each arm and seed. */
import type {Figure} from '../../studies/kit/study.ts';
import {type Box, boxOf, type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import type {Scale} from '../chart/scale.ts';
import {type StudyPicture, titleOf, valuesOf} from './data.ts';
import {axisOf, type Dot, NO_AXIS, NO_SHAPES, type Room, type Shapes, type Source, scaleOver} from './shapes.ts';
import {middleOf, middleRow} from './statistics.ts';

type Plane = Extract<Figure, {kind: 'plane'}>;

const MARGIN = {top: 22, right: 16, bottom: 34, left: 40};
const SMALL = {top: 8, right: 8, bottom: 8, left: 8};
const RADII = [3, 8] as const;
const SOURCES: readonly Source[] = ['file', 'live'];

export function planeLayout(picture: StudyPicture, figure: Plane, {width, height, small = false}: Room): Shapes {
  const {arms} = picture;
  const all = (measure: string) =>
    arms.flatMap(({name}) => SOURCES.flatMap((source) => valuesOf(picture[source], name, measure)));
  const [xs, ys] = [all(figure.x), all(figure.y)];
  if (!xs.some(Number.isFinite) || !ys.some(Number.isFinite)) return NO_SHAPES;
  const margin = small ? SMALL : MARGIN;
  const plot = {left: margin.left, top: margin.top, right: width - margin.right, bottom: height - margin.bottom};
  const x = scaleOver('linear', xs, [plot.left, plot.right]);
  const y = scaleOver('linear', ys, [plot.bottom, plot.top]);
  const radius = radiusOf(figure.size ? all(figure.size) : [], small);
  const dots = SOURCES.flatMap((source) =>
    arms.flatMap(({name, tone}) => {
      const [px, py] = [figure.x, figure.y].map((measure) => valuesOf(picture[source], name, measure));
      const sizes = figure.size ? valuesOf(picture[source], name, figure.size) : [];
      return px.map((value, i): Dot => ({x: x(value), y: y(py[i]), radius: radius(sizes[i]), tone, source}));
    }),
  );
  const middles = arms.map((arm) => ({arm, at: middlePlace(picture, figure, arm.name, x, y)}));
  const known = middles.flatMap(({arm, at}) => (at ? [{arm, at}] : []));
  const left = axisOf('linear', y, 46, plot.left);
  const names = small ? [] : armLabels(known, dots, plot);
  return {
    ...NO_SHAPES,
    plot,
    bottom: small ? NO_AXIS : axisOf('linear', x, 64, plot.bottom),
    left: small ? NO_AXIS : left,
    across: left.values.map((value) => y(value)),
    leaders: leaders(known, names),
    dots: dots.filter((dot) => Number.isFinite(dot.x) && Number.isFinite(dot.y)),
    labels: small
      ? []
      : [
          ...names,
          {
            key: 'x',
            text: titleOf(picture, figure.x),
            x: (plot.left + plot.right) / 2,
            y: height - 7,
            anchor: 'middle',
          },
          {key: 'y', text: titleOf(picture, figure.y), x: 0, y: 7, anchor: 'start'},
        ],
    stops: known.map(({arm, at}) => ({
      ...at,
      rows: [
        {label: arm.label, value: '', tone: arm.tone === 'method' ? 'accent' : undefined},
        ...[figure.x, figure.y, ...(figure.size ? [figure.size] : [])].flatMap((measure) =>
          (['live', 'file'] as const).flatMap((source) =>
            middleRow(
              picture.measures[measure]?.label ?? measure,
              source,
              valuesOf(picture[source], arm.name, measure),
            ),
          ),
        ),
      ],
    })),
    empty: false,
  };
}

/** Radii by a third measure: its least value has the smallest dot. */
function radiusOf(sizes: readonly number[], small: boolean): (size: number | undefined) => number {
  const known = sizes.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const [least, most] = RADII.map((radius) => radius * (small ? 0.6 : 1));
  return (size) => {
    if (size === undefined || !Number.isFinite(size) || known.length === 0) return least + 1;
    return high > low ? least + ((size - low) / (high - low)) * (most - least) : (least + most) / 2;
  };
}

/** The mean place of an arm: of what is measured now, else of what is on file. */
function middlePlace(picture: StudyPicture, figure: Plane, arm: string, x: Scale, y: Scale) {
  for (const source of ['live', 'file'] as const) {
    const [mx, my] = [figure.x, figure.y].map((measure) => middleOf(valuesOf(picture[source], arm, measure)));
    if (mx && my) return {x: x(mx.mean), y: y(my.mean)};
  }
  return undefined;
}

interface Placed {
  arm: {name: string; label: string; tone: string};
  at: {x: number; y: number};
}

/** Distances of a name from its dots, up and down, in pixels: the nearest free one is taken. */
const LIFTS = [0, -13, 13, -26, 26, -39, 39, -52, 52];
const ASIDE = [12, 26, 44];

/** So many arms are named in any case. */
const MOST_NAMED = 8;

/** The names of arms beside their dots, the method's first. */
function armLabels(known: readonly Placed[], dots: readonly Dot[], plot: Box): Label[] {
  const wanted = [...known]
    .sort((a, b) => Number(b.arm.tone === 'method') - Number(a.arm.tone === 'method') || a.at.y - b.at.y)
    .map(
      ({arm, at}): Wanted => ({
        key: `arm ${arm.name}`,
        text: arm.label,
        tone: arm.tone === 'method' ? 'accent' : 'strong',
        places: ASIDE.flatMap((aside) =>
          LIFTS.flatMap((lift) => [
            {x: at.x + aside, y: at.y + lift, anchor: 'start' as const},
            {x: at.x - aside, y: at.y + lift, anchor: 'end' as const},
            {x: at.x, y: at.y + Math.sign(lift || 1) * (Math.abs(lift) + 18), anchor: 'middle' as const},
          ]),
        ),
        // Of many arms those without room are told when they are pointed at, and in the table.
        needed: known.length <= MOST_NAMED,
      }),
    );
  const obstacles = dots.map(({x, y, radius}) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return placeLabels(wanted, {...plot, top: plot.top - 6, right: plot.right + 10, bottom: plot.bottom - 2}, obstacles);
}

/** From this far on a hairline joins a name and its dots. */
const FAR = 24;

function leaders(known: readonly Placed[], labels: readonly Label[]): Shapes['leaders'] {
  return known.flatMap(({arm, at}) => {
    const label = labels.find(({key}) => key === `arm ${arm.name}`);
    if (!label) return [];
    const box = boxOf(label.text, label);
    const [x, y] = [Math.min(box.right, Math.max(box.left, at.x)), Math.min(box.bottom, Math.max(box.top, at.y))];
    if (Math.hypot(x - at.x, y - at.y) < FAR) return [];
    return [{x: [at.x, x], y: [at.y, y]}];
  });
}
