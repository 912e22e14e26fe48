/** Learnt weights beside the annotators', and where they lie in the panel: pure, in CSS pixels. */
import {extent} from 'd3-array';
import {correlation} from '../../metrics/reward/statistics.ts';
import {formatValue} from '../chart/format.ts';
import {type Box, type Label, textWidth} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, tickText, tickValues} from '../chart/scale.ts';
import type {WeightsFrame} from '../data.ts';
import type {Stop} from './FramePanel.tsx';

/** What the axis must hold: 0, and what lies on both sides of it. */
export function weightReach({learnt, taste}: WeightsFrame): Domain {
  const [low = 0, high = 0] = extent([...learnt, ...taste]) as [number | undefined, number | undefined];
  return [Math.min(-0.25, 1.08 * low), Math.max(0.25, 1.08 * high)];
}

/** The attribute whose weight is farthest from the annotators'. */
export function farthest({names, learnt, taste}: WeightsFrame): {name: string; by: number} | undefined {
  let best: {name: string; by: number} | undefined;
  names.forEach((name, i) => {
    const by = learnt[i] - taste[i];
    if (!best || Math.abs(by) > Math.abs(best.by)) best = {name, by};
  });
  return best;
}

export const likeness = ({learnt, taste}: WeightsFrame): number => correlation(learnt, taste);

export interface WeightsLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  zero: number;
  ticks: number[];
  rows: {y: number; learnt: number; taste: number}[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 6, right: 14, bottom: 34};
/** Between the names and the plot. */
const BESIDE = 12;

export function weightsLayout(
  width: number,
  height: number,
  frame: WeightsFrame | undefined,
  domain: Domain,
): WeightsLayout {
  const names = frame?.names ?? [];
  const left = BESIDE + Math.max(20, ...names.map(textWidth));
  const plot = {left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', domain, [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, Math.max(1, names.length) - 0.5], [plot.top, plot.bottom]);
  const count = Math.max(3, (plot.right - plot.left) / 60);
  const values = tickValues('linear', x, count);
  return {
    plot,
    zero: x(0),
    ticks: values.map((value) => x(value)),
    bottom: {scale: x, values, format: tickText('linear', x, count), at: plot.bottom},
    left: {scale: y, values: names.map((_, i) => i), format: (i) => names[i], at: plot.left},
    rows: names.map((_, i) => ({y: y(i), learnt: x(frame!.learnt[i]), taste: x(frame!.taste[i])})),
    labels: [{key: 'x', text: 'weight', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'}],
    stops: names.map((name, i) => ({
      x: x(frame!.learnt[i]),
      y: y(i),
      rows: [
        {label: name, value: ''},
        {label: 'learnt', value: formatValue(frame!.learnt[i]), tone: 'accent'},
        {label: 'annotators', value: formatValue(frame!.taste[i])},
      ],
    })),
  };
}
