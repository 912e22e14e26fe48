/** The layout of the curve of the best of n answers: pure functions, in CSS pixels. */

import type {BestOf} from '../../metrics/bestOfN/compute.ts';
import {formatSteps, formatValue} from '../chart/format.ts';
import {alongLine, around, type Box, boxOf, type Label, placeLabels} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {type Domain, makeScale, type Scale, tickText, tickValues} from '../chart/scale.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {turnOf} from './curve.ts';

export interface BestOfLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  y: Scale;
  x: number[];
  proxy: number[];
  gold: number[];
  turn: {x: number; y: number} | undefined;
  /** The y at which the line from the turning point down to the axis begins: below the point's name. */
  drop: number;
  labels: Label[];
  stops: Stop[];
}

export interface BestOfInput {
  width: number;
  height: number;
  curve: readonly BestOf[];
  gain: Domain;
}

const MARGIN = {top: 20, right: 14, bottom: 34, left: 30};
/** Pixels for each label of the vertical axis, about. */
const ROOM = 46;
/** The least distance between two numbers on the axis, in pixels. */
const APART = 14;

export function bestOfLayout({width, height, curve, gain}: BestOfInput): BestOfLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const most = curve.at(-1)?.divergence || 1;
  const across = makeScale('linear', [0, most], [plot.left, plot.right]);
  const y = makeScale('linear', gain, [plot.bottom, plot.top]);
  const count = Math.max(2, (plot.bottom - plot.top) / ROOM);
  const x = curve.map(({divergence}) => across(divergence));
  const {index} = curve.length > 0 ? turnOf(curve) : {index: -1};
  const shown = {
    plot,
    y,
    x,
    proxy: curve.map(({proxy}) => y(proxy)),
    gold: curve.map(({gold}) => y(gold)),
    turn: index < 0 ? undefined : {x: x[index], y: y(curve[index].gold)},
  };
  const names = namesOf(curve, shown);
  return {
    ...shown,
    drop: dropOf(shown.turn, names),
    bottom: {
      scale: across,
      values: curve.filter((_, i) => i === 0 || x[i] - x[i - 1] >= APART).map(({divergence}) => divergence),
      format: (value) => String(curve.find(({divergence}) => divergence === value)?.n ?? ''),
      at: plot.bottom,
    },
    left: {scale: y, values: tickValues('linear', y, count), format: tickText('linear', y, count), at: plot.left},
    labels: [...titlesOf(plot), ...names],
    stops: curve.map((one, i) => ({x: x[i], y: shown.gold[i], rows: rowsOf(one, curve[0])})),
  };
}

const titlesOf = (plot: Box): Label[] => [
  {key: 'x', text: 'answers to choose from', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
  {key: 'y', text: 'gain, in standard deviations', x: 0, y: 5, anchor: 'start'},
];

function namesOf(
  curve: readonly BestOf[],
  {plot, x, proxy, gold, turn}: Pick<BestOfLayout, 'plot' | 'x' | 'proxy' | 'gold' | 'turn'>,
): Label[] {
  if (!turn) return [];
  const along = (y: readonly number[], sides: readonly number[]) =>
    [1, 0.85, 0.7, 0.55].flatMap((share) => {
      const i = Math.round(share * (x.length - 1));
      return sides.map((side) => ({x: x[i] - (i === x.length - 1 ? 2 : 0), y: y[i] + side, anchor: 'end' as const}));
    });
  const lines = [...alongLine(x, proxy), ...alongLine(x, gold)];
  return placeLabels(
    [
      {
        key: 'turn',
        text: `best at n = ${curve[turnOf(curve).index].n}`,
        tone: 'accent',
        places: aroundTurn(turn),
        needed: true,
      },
      {key: 'proxy', text: 'by the reward model', tone: 'strong', places: along(proxy, [-12, -20, 14, 24])},
      {key: 'gold', text: 'in truth', tone: 'push', places: along(gold, [14, 22, -12, -20])},
    ],
    {...plot, top: plot.top - 8, right: plot.right + MARGIN.right},
    lines,
  );
}

/** Half the height of a name, and a gap. */
const UNDER = 9;

function dropOf(turn: BestOfLayout['turn'], names: readonly Label[]): number {
  if (!turn) return 0;
  const below = names
    .map((label) => boxOf(label.text, label))
    .filter(({left, right}) => left < turn.x && right > turn.x);
  return Math.max(turn.y, ...below.map(({top, bottom}) => (top + bottom) / 2 + UNDER));
}

/** Above or below first. */
const aroundTurn = ({x, y}: {x: number; y: number}) => {
  const places = around(x, y, 10);
  return [places[3], places[2], ...places];
};

const rowsOf = ({n, divergence, proxy, gold, length}: BestOf, one: BestOf) => [
  {label: 'best of', value: formatSteps(n)},
  {label: 'by the reward model', value: formatValue(proxy)},
  {label: 'in truth', value: formatValue(gold), tone: 'accent'},
  ...(one.length > 0 ? [{label: 'length', value: `${formatValue(length / one.length)} times`}] : []),
  {label: 'divergence, nats', value: formatValue(divergence)},
];
