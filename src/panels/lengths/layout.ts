/** The layout of a ridge of histograms: pure functions, in CSS pixels. */
import {LENGTH_BIN, LENGTH_BINS} from '../../programs/policy/frames.ts';
import {formatSteps} from '../chart/format.ts';
import {alongLine, around, type Box, type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {middleOf} from '../shared/law.ts';
import {middleHalf, type Ridge, type Ridges} from './ridges.ts';

export interface RidgeLine {
  x: number[];
  y: number[];
  /** The y of chance 0. */
  ground: number;
  mean: number;
}

export interface LengthsLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  /** The oldest first: it stands at the back. */
  lines: RidgeLine[];
  shown: number;
  /** On the ground of the line that is shown. */
  reference: RidgeLine | undefined;
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 18, right: 8, bottom: 34, left: 42};
/** How much of the height the highest line takes: alone, or among others. */
const RISE = {alone: 0.9, among: 0.42};
/** The last bin, which has all that is longer. */
const CAP = middleOf(LENGTH_BINS - 1) + 0.5;
/** Pixels from one step on the axis to the next, at least. */
const APART = 15;

export function lengthsLayout(
  width: number,
  height: number,
  ridges: Ridges | undefined,
  counted: string,
): LengthsLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const all = ridges?.ridges ?? [];
  const bins = ridges?.bins ?? 1;
  const x = makeScale('linear', [0, bins * LENGTH_BIN], [plot.left, plot.right]);
  const rise = (plot.bottom - plot.top) * (all.length > 1 ? RISE.among : RISE.alone);
  const drawn = [...all, ...(ridges?.reference ? [ridges.reference] : [])];
  const highest = Math.max(1e-9, ...drawn.flatMap((ridge) => [...ridge.bins]));
  const y = makeScale('linear', spanOf(all), [backOf(all, plot, rise / highest), plot.bottom]);
  const lineOf = ({bins: chances, mean, tick}: Ridge): RidgeLine => {
    const ground = y(tick);
    const shown = Array.from(chances.subarray(0, bins));
    return {
      x: [x(0), ...shown.map((_, bin) => x(middleOf(bin) + 0.5)), x(bins * LENGTH_BIN)],
      y: [ground, ...shown.map((chance) => ground - (rise * chance) / highest), ground],
      ground,
      mean: x(mean),
    };
  };
  const lines = all.map(lineOf);
  const reference = ridges?.reference && lineOf(ridges.reference);
  const shown = ridges?.shown ?? -1;
  return {
    plot,
    lines,
    shown,
    reference,
    bottom: {
      scale: x,
      values: [
        ...x.ticks(Math.min(6, bins)).filter((value) => value < CAP || bins < LENGTH_BINS),
        ...(bins < LENGTH_BINS ? [] : [CAP]),
      ],
      format: (value) => (value === CAP ? `${LENGTH_BIN * (LENGTH_BINS - 1)}+` : String(value)),
      at: plot.bottom,
    },
    left: {scale: y, values: stepsOf(lines, all), format: formatSteps, at: plot.left},
    labels: [
      {
        key: 'x',
        text: `${counted} in an answer`,
        x: (plot.left + plot.right) / 2,
        y: plot.bottom + 27,
        anchor: 'middle',
      },
      {key: 'y', text: 'step', x: 0, y: 6, anchor: 'start'},
      ...(ridges ? namesOf(ridges, lines, reference, plot) : []),
    ],
    stops: all.map((ridge, i) => ({
      x: lines[i].mean,
      y: lines[i].ground,
      rows: [
        {label: 'step', value: formatSteps(ridge.tick)},
        {label: `mean ${counted}`, value: `about ${Math.round(ridge.mean)}`, tone: 'accent'},
        {label: 'half of them', value: middleHalf(ridge)},
      ],
    })),
  };
}

/** A lone line stands at the front. */
const spanOf = (ridges: readonly Ridge[]): [number, number] => {
  const last = ridges.at(-1)?.tick ?? 1;
  return [ridges.length > 1 ? ridges[0].tick : last - 1, last];
};

/** The y of the first step: as far up as every line has room below the upper edge. `unit`: the height of chance 1. */
function backOf(ridges: readonly Ridge[], {top, bottom}: Box, unit: number): number {
  const [first, last] = spanOf(ridges);
  const needed = ridges.slice(0, -1).map(({tick, bins}) => {
    const share = (tick - first) / (last - first);
    return (top + unit * Math.max(...bins) - share * bottom) / (1 - share);
  });
  return Math.max(top, ...needed);
}

/** The newest step, and others from there upwards as far as there is room. */
function stepsOf(lines: readonly RidgeLine[], ridges: readonly Ridge[]): number[] {
  let last = Number.POSITIVE_INFINITY;
  return [...ridges.keys()].reverse().flatMap((i) => {
    const isEnd = i === 0 || i === ridges.length - 1;
    const apart = last - lines[i].ground;
    const room = isEnd ? APART : Math.max(APART, 2 * APART - 4);
    if (apart < room || (!isEnd && lines[i].ground - lines[0].ground < APART)) return [];
    last = lines[i].ground;
    return [ridges[i].tick];
  });
}

function namesOf(
  {shown, ridges}: Ridges,
  lines: readonly RidgeLine[],
  reference: RidgeLine | undefined,
  plot: Box,
): Label[] {
  const own = lines[shown];
  const peak = reference?.y.indexOf(Math.min(...reference.y));
  const wanted: Wanted[] = [
    {
      key: 'mean',
      text: `mean ${Math.round(ridges[shown].mean)}`,
      tone: 'accent',
      places: [{x: own.mean, y: own.ground - 10, anchor: 'middle'}, ...around(own.mean, own.ground - 10, 6)],
      needed: true,
    },
    ...(reference && peak !== undefined
      ? [{key: 'reference', text: 'reference', tone: 'strong', places: beside(reference, peak)}]
      : []),
  ];
  return placeLabels(wanted, {...plot, top: 0}, reference ? alongLine(reference.x, reference.y) : []);
}

/** Left of the slope to the peak, or right of it, at several heights. */
const beside = ({x, y}: RidgeLine, peak: number) =>
  [0, 1, 2, 3].flatMap((step) =>
    [-1, 1].map((side) => {
      const i = Math.max(0, Math.min(x.length - 1, peak + side * step));
      return {x: x[i] + side * 7, y: y[i] - 3, anchor: side < 0 ? ('end' as const) : ('start' as const)};
    }),
  );
