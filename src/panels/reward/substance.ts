/** How often the reward prefers the truly better answer, by how much better and how much longer it is: pure. */
import {quantile, range} from 'd3-array';
import {formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './answers.ts';
import type {Stop} from './FramePanel.tsx';
import {isFew} from './trail.ts';
import {shareRight} from './verdicts.ts';

/** What is held against substance. */
export type Aspect = 'length' | 'style';

const BETTER = ['far better', 'better', 'just better'];
/** Where nobody knows how much better. */
const CHOSEN = ['chosen'];
const COLUMNS: Readonly<Record<Aspect, readonly string[]>> = {
  length: ['far shorter', 'shorter', 'longer', 'far longer'],
  style: ['far plainer', 'plainer', 'more styled', 'far more'],
};

export interface Cell {
  row: number;
  column: number;
  count: number;
  /** Of the pairs in which the better answer gets the higher reward. */
  share: number;
}

export interface Substance {
  tick: number;
  aspect: Aspect;
  /** Whether the truth is known; else the chosen answer is taken for the better one. */
  isGold: boolean;
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly Cell[];
  /** The same over all pairs in which the better answer has more of the aspect, or less. */
  more: number | undefined;
  less: number | undefined;
}

/** Of the better answer less the other one, as all of these. */
interface Difference {
  gold: number;
  other: number;
  reward: number;
}

/** Whether any answers differ in style. */
export const knowsStyle = ({channels: c}: RewardFrame): boolean => c.styleA.some((x, i) => x !== c.styleB[i]);

const substances: Readonly<Record<Aspect, (frame: RewardFrame) => Substance | undefined>> = {
  length: once((frame) => compute(frame, 'length')),
  style: once((frame) => compute(frame, 'style')),
};

/** Undefined where no two answers differ. */
export const substanceOf = (frame: RewardFrame, aspect: Aspect): Substance | undefined => substances[aspect](frame);

function compute({tick, pairs, channels: c}: RewardFrame, aspect: Aspect): Substance | undefined {
  const isGold = c.goldA.some((x) => x !== 0);
  const better = (i: number) => (isGold ? c.goldA[i] - c.goldB[i] : 2 * c.label[i] - 1);
  const [a, b] = aspect === 'length' ? [c.lengthA, c.lengthB] : [c.styleA, c.styleB];
  const all = range(pairs)
    .map((i): Difference => {
      const sign = Math.sign(better(i));
      return {
        gold: Math.abs(better(i)),
        other: sign * (a[i] - b[i]),
        reward: sign * (c.rewardA[i] - c.rewardB[i]),
      };
    })
    .filter(({gold, other}) => gold > 0 && other !== 0);
  if (all.length === 0) return undefined;
  const [low, high] = [1 / 3, 2 / 3].map((p) => quantile(all, p, ({gold}) => gold)!);
  const much = quantile(all, 0.5, ({other}) => Math.abs(other))!;
  const rowOf = ({gold}: Difference) => (!isGold || gold > high ? 0 : gold > low ? 1 : 2);
  const columnOf = ({other}: Difference) => (other < 0 ? (-other > much ? 0 : 1) : other > much ? 3 : 2);
  const shareOf = (some: readonly Difference[]) => shareRight(some.map(({reward}) => reward));
  const sideOf = (some: readonly Difference[]) => (some.length > 0 ? shareOf(some) : undefined);
  const [rows, columns] = [isGold ? BETTER : CHOSEN, COLUMNS[aspect]];
  const cells = rows.flatMap((_, row) =>
    columns.map((_, column) => {
      const some = all.filter((one) => rowOf(one) === row && columnOf(one) === column);
      return {row, column, count: some.length, share: shareOf(some)};
    }),
  );
  return {
    tick,
    aspect,
    isGold,
    rows,
    columns,
    cells,
    more: sideOf(all.filter(({other}) => other > 0)),
    less: sideOf(all.filter(({other}) => other < 0)),
  };
}

export interface SubstanceLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  cells: (Box & {count: number; share: number})[];
  labels: Label[];
  stops: Stop[];
  empty: boolean;
}

const MARGIN = {top: 4, right: 4, bottom: 34, left: 70};
const GAP = 2;

export function substanceLayout(width: number, height: number, substance: Substance | undefined): SubstanceLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const {rows, columns, cells, isGold} = substance ?? {rows: BETTER, columns: COLUMNS.length, cells: [], isGold: true};
  const x = makeScale('linear', [-0.5, columns.length - 0.5], [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, rows.length - 0.5], [plot.top, plot.bottom]);
  const which = isGold ? 'the better answer is' : 'the chosen answer is';
  const boxOf = ({row, column}: Cell): Box => ({
    left: x(column - 0.5) + GAP / 2,
    right: x(column + 0.5) - GAP / 2,
    top: y(row - 0.5) + GAP / 2,
    bottom: y(row + 0.5) - GAP / 2,
  });
  return {
    plot,
    bottom: {scale: x, values: range(columns.length), format: (i) => columns[i], at: plot.bottom},
    left: {scale: y, values: range(rows.length), format: (i) => rows[i], at: plot.left},
    cells: cells.map((cell) => ({...boxOf(cell), count: cell.count, share: cell.share})),
    labels: [
      {key: 'x', text: which, x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
      ...cells.flatMap(({row, column, count, share}): Label[] => [
        {
          key: `share ${row} ${column}`,
          text: count > 0 ? formatShare(share) : '–',
          tone: isFew({count}) ? 'bare' : 'cell',
          x: x(column),
          y: y(row),
          anchor: 'middle',
        },
      ]),
    ],
    stops: cells.map(({row, column, count, share}) => ({
      x: x(column),
      y: y(row),
      rows: [
        {label: which, value: `${rows[row]}, ${columns[column]}`},
        {label: 'preferred in', value: count > 0 ? formatShare(share) : '–', tone: share < 0.5 ? 'negative' : 'accent'},
        {label: 'pairs', value: formatSteps(count)},
      ],
    })),
    empty: !substance,
  };
}
