/** Layout of rows of dots: one row for each arm, with a dot for each seed, their mean and its interval. */
import {max} from 'd3-array';
import type {Figure} from '../../studies/kit/study.ts';
import {shortened, textWidth} from '../chart/labels.ts';
import {makeScale} from '../chart/scale.ts';
import {type StudyPicture, titleOf, valuesOf} from './data.ts';
import {axisOf, type Dot, type Line, NO_AXIS, NO_SHAPES, type Room, type Shapes, scaleOver} from './shapes.ts';
import {middleOf, middleRow} from './statistics.ts';

type Dots = Extract<Figure, {kind: 'dots'}>;

const MARGIN = {top: 6, right: 16, bottom: 34};
const SMALL = 8;
const BESIDE = 12;
/** The share of the width for names. */
const NAMES = 0.42;

export function dotsLayout(picture: StudyPicture, figure: Dots, {width, height, small = false}: Room): Shapes {
  const {measure} = figure;
  const arms = picture.arms.filter(({name}) => figure.arms?.includes(name) ?? true);
  const all = arms.flatMap(({name}) => (['file', 'live'] as const).flatMap((s) => valuesOf(picture[s], name, measure)));
  if (!all.some(Number.isFinite)) return NO_SHAPES;
  const room = Math.min(max(arms, ({label}) => textWidth(label)) ?? 0, NAMES * width);
  const plot = small
    ? {left: SMALL, top: SMALL, right: width - SMALL, bottom: height - SMALL}
    : {left: BESIDE + room, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = scaleOver('linear', all, [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, Math.max(1, arms.length) - 0.5], [plot.top, plot.bottom]);
  const spacing = y(1) - y(0);
  const radius = Math.max(1.5, Math.min(4, 0.16 * spacing));
  const apart = Math.min(9, 0.22 * spacing);
  const rows = arms.flatMap(({name, tone}, i) =>
    (['file', 'live'] as const).flatMap((source) => {
      const values = valuesOf(picture[source], name, measure);
      const middle = middleOf(values);
      if (!middle) return [];
      // With one of the two alone, it has the middle of the row.
      const both = middleOf(valuesOf(picture[source === 'file' ? 'live' : 'file'], name, measure));
      const at = y(i) + (both ? (source === 'file' ? apart : -apart) : 0);
      const seeds = values.filter(Number.isFinite);
      const dots = seeds.map((value): Dot => ({x: x(value), y: at, radius: 0.7 * radius, tone, source}));
      const interval: Line[] = middle.ci95
        ? [{x: middle.ci95.map((end) => x(end)), y: [at, at], tone, source, width: small ? 1.5 : 2}]
        : [];
      return [{dots: [...dots, {x: x(middle.mean), y: at, radius: 1.5 * radius, tone, source}], interval}];
    }),
  );
  const bottom = axisOf('linear', x, 64, plot.bottom);
  return {
    ...NO_SHAPES,
    plot,
    bottom: small ? NO_AXIS : bottom,
    left: small
      ? NO_AXIS
      : {scale: y, values: arms.map((_, i) => i), format: (i) => shortened(arms[i].label, room), at: plot.left},
    down: bottom.values.map((value) => x(value)),
    dots: rows.flatMap(({dots}) => dots),
    lines: rows.flatMap(({interval}) => interval),
    labels: small
      ? []
      : [{key: 'x', text: titleOf(picture, measure), x: (plot.left + plot.right) / 2, y: height - 7, anchor: 'middle'}],
    stops: arms.flatMap(({name, label}, i) => {
      const [live, file] = (['live', 'file'] as const).map((s) => valuesOf(picture[s], name, measure));
      const middle = middleOf(live) ?? middleOf(file);
      if (!middle) return [];
      const of = picture.measures[measure]?.label ?? measure;
      const rows = [{label, value: ''}, ...middleRow(of, 'live', live), ...middleRow(of, 'file', file)];
      return [{x: x(middle.mean), y: y(i), rows}];
    }),
    empty: false,
  };
}
