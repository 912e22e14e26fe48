/** Layout of curves: one line for each series of arms, over what the arms vary, with intervals over seeds. */
import type {Figure} from '../../studies/kit/study.ts';
import {around, placeLabels, type Wanted} from '../chart/labels.ts';
import {type PicturedArm, type StudyPicture, titleOf, valuesOf} from './data.ts';
import {
  axisOf,
  type Dot,
  type Line,
  NO_AXIS,
  NO_SHAPES,
  type Room,
  type Shapes,
  type Source,
  scaleOver,
} from './shapes.ts';
import {middleOf, middleRow} from './statistics.ts';

type Curve = Extract<Figure, {kind: 'curve'}>;

const MARGIN = {top: 22, right: 16, bottom: 34, left: 40};
const SMALL = 8;
const SOURCES: readonly Source[] = ['file', 'live'];

/** Arms with a place on the axis, by series, each from left to right. */
export function seriesOf(arms: readonly PicturedArm[]): {name: string; arms: PicturedArm[]}[] {
  const byName = new Map<string, PicturedArm[]>();
  for (const arm of arms) {
    if (arm.x === undefined) continue;
    const name = arm.series ?? '';
    byName.set(name, [...(byName.get(name) ?? []), arm]);
  }
  return [...byName].map(([name, list]) => ({name, arms: list.sort((a, b) => a.x! - b.x!)}));
}

export function curveLayout(picture: StudyPicture, figure: Curve, {width, height, small = false}: Room): Shapes {
  const {measure, scale: kind = 'linear'} = figure;
  const series = seriesOf(picture.arms);
  const arms = series.flatMap((one) => one.arms);
  const middles = arms.flatMap(({name}) =>
    SOURCES.flatMap((source) => {
      const middle = middleOf(valuesOf(picture[source], name, measure));
      return middle ? [middle.mean, ...(middle.ci95 ?? [])] : [];
    }),
  );
  if (middles.length === 0) return NO_SHAPES;
  const plot = small
    ? {left: SMALL, top: SMALL, right: width - SMALL, bottom: height - SMALL}
    : {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = scaleOver(
    kind,
    arms.map((arm) => arm.x!),
    [plot.left, plot.right],
  );
  const y = scaleOver('linear', middles, [plot.bottom, plot.top]);
  const dots: Dot[] = [];
  const lines: Line[] = [];
  for (const source of SOURCES) {
    for (const {arms: joined} of series) {
      const known = joined.flatMap((arm) => {
        const middle = middleOf(valuesOf(picture[source], arm.name, measure));
        return middle ? [{arm, middle, at: {x: x(arm.x!), y: y(middle.mean)}}] : [];
      });
      if (known.length === 0) continue;
      const tone = joined.find((arm) => arm.tone === 'method')?.tone ?? joined[0].tone;
      lines.push({x: known.map(({at}) => at.x), y: known.map(({at}) => at.y), tone, source, width: small ? 1.5 : 2});
      for (const {middle, at} of known) {
        dots.push({...at, radius: small ? 2 : 3.5, tone, source});
        if (middle.ci95) {
          lines.push({x: [at.x, at.x], y: middle.ci95.map((end) => y(end)), tone, source, width: 1.5});
        }
      }
    }
  }
  const left = axisOf('linear', y, 46, plot.left);
  return {
    ...NO_SHAPES,
    plot,
    bottom: small ? NO_AXIS : axisOf(kind, x, 64, plot.bottom),
    left: small ? NO_AXIS : left,
    across: left.values.map((value) => y(value)),
    dots,
    lines,
    labels: small
      ? []
      : [
          ...seriesLabels(picture, measure, series, x, y, plot, dots),
          {key: 'x', text: figure.axis, x: (plot.left + plot.right) / 2, y: height - 7, anchor: 'middle'},
          {key: 'y', text: titleOf(picture, measure), x: 0, y: 7, anchor: 'start'},
        ],
    stops: arms.flatMap(({name, label, x: at}) => {
      const [live, file] = (['live', 'file'] as const).map((s) => valuesOf(picture[s], name, measure));
      const middle = middleOf(live) ?? middleOf(file);
      if (!middle) return [];
      const of = picture.measures[measure]?.label ?? measure;
      const rows = [{label, value: ''}, ...middleRow(of, 'live', live), ...middleRow(of, 'file', file)];
      return [{x: x(at!), y: y(middle.mean), rows}];
    }),
    empty: false,
  };
}

/** The name of each series at one of its ends, when there are several. */
function seriesLabels(
  picture: StudyPicture,
  measure: string,
  series: ReturnType<typeof seriesOf>,
  x: (value: number) => number,
  y: (value: number) => number,
  plot: Shapes['plot'],
  dots: readonly Dot[],
) {
  if (series.length < 2) return [];
  const wanted = series.flatMap(({name, arms}): Wanted[] => {
    const places = [arms.at(-1)!, arms[0], arms[arms.length >> 1]].flatMap((arm) => {
      const middle =
        middleOf(valuesOf(picture.live, arm.name, measure)) ?? middleOf(valuesOf(picture.file, arm.name, measure));
      return middle ? around(x(arm.x!), y(middle.mean), 9) : [];
    });
    const tone = arms.some((arm) => arm.tone === 'method') ? 'accent' : 'strong';
    return places.length > 0 ? [{key: `series ${name}`, text: name, tone, places, needed: true}] : [];
  });
  const obstacles = dots.map((dot) => ({left: dot.x - 4, right: dot.x + 4, top: dot.y - 4, bottom: dot.y + 4}));
  return placeLabels(wanted, {...plot, top: plot.top - 6, right: plot.right + 10}, obstacles);
}
