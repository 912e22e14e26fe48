/** The layout of a metric over two settings: a cell for each pair of values. Pure, in CSS pixels. */
import {range} from 'd3-array';
import {formatValue} from '../chart/format.ts';
import {type Box, type Label, textWidth} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {SweepAxis, SweepMetric} from './data.ts';
import type {Spot} from './summary.ts';

export interface MapInput {
  width: number;
  height: number;
  axes: readonly [SweepAxis, SweepAxis];
  metric: SweepMetric;
  spots: readonly Spot[];
  best: number | undefined;
  reach: readonly [number, number] | undefined;
  balls: boolean;
  /** Whether a share of the reach has a colour on which light text is read. */
  isDeep(share: number): boolean;
  text(axis: 0 | 1, value: number): string;
}

export interface Cell extends Box {
  spot: number;
  /** Where its mean lies between the least and the greatest, 0 to 1; NaN before it is measured. */
  share: number;
  x: number;
  y: number;
  ball: {x: number; y: number; radius: number} | undefined;
}

export interface MapLayout {
  cells: readonly Cell[];
  best: number | undefined;
  legend: Box | undefined;
  bottom: AxisPlan;
  left: AxisPlan;
  labels: readonly Label[];
}

const MARGIN = {top: 46, right: 16, bottom: 46};
const GAP = 3;
/** Room for a number below a sphere, the least radius of a sphere, and the greatest. */
const [NUMBER, LEAST, MOST] = [19, 13, 40];
const LEGEND = {width: 150, height: 9};

export function mapLayout(input: MapInput): MapLayout {
  const {width, height, axes, spots, best, reach, text} = input;
  const [across, up] = axes;
  const left = 26 + Math.max(...up.values.map((value) => textWidth(text(1, value))));
  const plot = {left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-0.5, across.values.length - 0.5], [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, up.values.length - 0.5], [plot.bottom, plot.top]);
  const cells = spots.map(({mean}, spot): Cell => {
    const [i, j] = [Math.floor(spot / up.values.length), spot % up.values.length];
    const box = {left: x(i - 0.5), right: x(i + 0.5), top: y(j + 0.5), bottom: y(j - 0.5)};
    const inner = {
      left: box.left + GAP / 2,
      right: box.right - GAP / 2,
      top: box.top + GAP / 2,
      bottom: box.bottom - GAP / 2,
    };
    const share = reach && reach[1] > reach[0] ? (mean - reach[0]) / (reach[1] - reach[0]) : mean - mean;
    return {spot, share, x: x(i), y: y(j), ...inner, ball: input.balls ? ballIn(inner) : undefined};
  });
  const right = plot.right;
  const legend = reach && {left: right - LEGEND.width, right, top: 20, bottom: 20 + LEGEND.height};
  return {
    cells,
    best,
    legend,
    bottom: {
      scale: x,
      values: range(across.values.length),
      format: (i) => text(0, across.values[i]),
      at: plot.bottom + 2,
    },
    left: {scale: y, values: range(up.values.length), format: (j) => text(1, up.values[j]), at: plot.left - 2},
    labels: [...numbersOf(cells, input), ...titlesOf(input, plot, legend)],
  };
}

function ballIn({left, right, top, bottom}: Box): Cell['ball'] {
  const radius = Math.min((right - left - 10) / 2, (bottom - top - NUMBER - 8) / 2, MOST);
  return radius < LEAST ? undefined : {x: (left + right) / 2, y: (top + bottom - NUMBER) / 2 + 1, radius};
}

const numbersOf = (cells: readonly Cell[], {spots, best, isDeep}: MapInput): Label[] =>
  cells.flatMap(({spot, share, x, y, ball, left, right, bottom}): Label[] => {
    const said = formatValue(spots[spot].mean);
    if (!Number.isFinite(spots[spot].mean) || textWidth(said) > right - left - 2) return [];
    const tone = isDeep(share) ? 'sweep-deep' : spot === best ? 'cell' : 'bare';
    return [{key: `cell ${spot}`, text: said, tone, x, y: ball ? bottom - NUMBER / 2 - 2 : y, anchor: 'middle'}];
  });

const nameOf = ({label, symbol}: SweepAxis) => (symbol ? `${label} ${symbol}` : label);

function titlesOf(
  {axes: [across, up], metric, reach, best, spots, text}: MapInput,
  plot: Box,
  legend: Box | undefined,
) {
  const said =
    best === undefined
      ? ''
      : `: best ${formatValue(spots[best].mean)} at ${text(0, across.values[Math.floor(best / up.values.length)])} and ` +
        text(1, up.values[best % up.values.length]);
  const labels: Label[] = [
    {key: 'metric', text: `${metric.label}${said}`, tone: 'ink', x: 0, y: 8, anchor: 'start'},
    {key: 'up', text: nameOf(up), tone: 'strong', x: 0, y: 30, anchor: 'start'},
    {
      key: 'across',
      text: nameOf(across),
      tone: 'strong',
      x: (plot.left + plot.right) / 2,
      y: plot.bottom + 35,
      anchor: 'middle',
    },
  ];
  if (!legend || !reach) return labels;
  const y = legend.bottom + 9;
  return [
    ...labels,
    {key: 'least', text: formatValue(reach[0]), x: legend.left, y, anchor: 'start'} as const,
    {key: 'greatest', text: formatValue(reach[1]), x: legend.right, y, anchor: 'end'} as const,
  ];
}
