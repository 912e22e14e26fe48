/** Where the list of weights lies in the panel: pure, in CSS pixels. */
import {max} from 'd3-array';
import {formatValue} from '../chart/format.ts';
import {type Box, fitting, type Label, shortened, textWidth} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, tickText, tickValues} from '../chart/scale.ts';
import type {WeightsFrame} from '../data.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {knowsTaste, orderOf} from './weights.ts';

export interface WeightsLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  zero: number;
  ticks: number[];
  /** `taste` where it is known. */
  rows: {y: number; learnt: number; taste: number | undefined}[];
  radius: number;
  labels: Label[];
  stops: Stop[];
  empty: boolean;
}

const MARGIN = {top: 6, right: 14, bottom: 34};
/** Between the names and the plot. */
const BESIDE = 12;
/** Of the width, for names. */
const NAMES = 0.4;

export function weightsLayout(
  width: number,
  height: number,
  frame: WeightsFrame | undefined,
  domain: Domain,
): WeightsLayout {
  const order = frame ? orderOf(frame) : [];
  const names = order.map((i) => frame!.names[i]);
  const known = frame && knowsTaste(frame);
  const room = Math.min(Math.max(20, max(names, textWidth) ?? 0), NAMES * width);
  const plot = {left: BESIDE + room, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domain, [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, Math.max(1, names.length) - 0.5], [plot.top, plot.bottom]);
  const count = Math.max(3, (plot.right - plot.left) / 60);
  const values = tickValues('linear', x, count);
  const spacing = y(1) - y(0);
  return {
    plot,
    zero: x(0),
    ticks: values.map((value) => x(value)),
    bottom: {scale: x, values, format: tickText('linear', x, count), at: plot.bottom},
    left: {scale: y, values: fitting(names.length, spacing), format: (i) => shortened(names[i], room), at: plot.left},
    rows: order.map((i, place) => ({
      y: y(place),
      learnt: x(frame!.learnt[i]),
      taste: known ? x(frame!.taste[i]) : undefined,
    })),
    radius: Math.max(2, Math.min(4, 0.4 * spacing)),
    labels: [{key: 'x', text: 'weight', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'}],
    stops: order.map((i, place) => ({
      x: x(frame!.learnt[i]),
      y: y(place),
      rows: [
        {label: frame!.names[i], value: ''},
        {label: 'learnt', value: formatValue(frame!.learnt[i]), tone: 'accent'},
        ...(known ? [{label: 'annotators', value: formatValue(frame!.taste[i])}] : []),
      ],
    })),
    empty: names.length === 0,
  };
}
