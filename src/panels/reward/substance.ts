/** How often the reward prefers the truly better answer, by how much better and how much longer it is: pure. */
import {quantile, range} from 'd3-array';
import {formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from './answers.ts';
import type {Stop} from './FramePanel.tsx';
import {shareRight} from './verdicts.ts';

export const ROWS = ['far better', 'better', 'just better'] as const;
export const COLUMNS = ['far shorter', 'shorter', 'longer', 'far longer'] as const;

export interface Cell {
  row: number;
  column: number;
  count: number;
  /** Of the pairs in which the better answer gets the higher reward. */
  share: number;
}

export interface Substance {
  tick: number;
  cells: readonly Cell[];
  /** The same over all pairs in which the better answer is the longer one, or the shorter. */
  longer: number | undefined;
  shorter: number | undefined;
}

/** Of the better answer less the other one, as all of these. */
interface Difference {
  gold: number;
  length: number;
  reward: number;
}

/** Undefined in worlds without a gold reward. */
export const substanceOf = once(({tick, pairs, channels: c}: RewardFrame): Substance | undefined => {
  const all = range(pairs)
    .map((i): Difference => {
      const sign = Math.sign(c.goldA[i] - c.goldB[i]);
      return {
        gold: sign * (c.goldA[i] - c.goldB[i]),
        length: sign * (c.lengthA[i] - c.lengthB[i]),
        reward: sign * (c.rewardA[i] - c.rewardB[i]),
      };
    })
    .filter(({gold, length}) => gold > 0 && length !== 0);
  if (all.length === 0) return undefined;
  const [low, high] = [1 / 3, 2 / 3].map((p) => quantile(all, p, ({gold}) => gold)!);
  const much = quantile(all, 0.5, ({length}) => Math.abs(length))!;
  const rowOf = ({gold}: Difference) => (gold > high ? 0 : gold > low ? 1 : 2);
  const columnOf = ({length}: Difference) => (length < 0 ? (-length > much ? 0 : 1) : length > much ? 3 : 2);
  const shareOf = (some: readonly Difference[]) => shareRight(some.map(({reward}) => reward));
  const sideOf = (some: readonly Difference[]) => (some.length > 0 ? shareOf(some) : undefined);
  const cells = ROWS.flatMap((_, row) =>
    COLUMNS.map((_, column) => {
      const some = all.filter((one) => rowOf(one) === row && columnOf(one) === column);
      return {row, column, count: some.length, share: shareOf(some)};
    }),
  );
  return {
    tick,
    cells,
    longer: sideOf(all.filter(({length}) => length > 0)),
    shorter: sideOf(all.filter(({length}) => length < 0)),
  };
});

export interface SubstanceLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  cells: (Box & {count: number; share: number})[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 4, right: 4, bottom: 34, left: 70};
const GAP = 2;

export function substanceLayout(width: number, height: number, substance: Substance | undefined): SubstanceLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-0.5, COLUMNS.length - 0.5], [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, ROWS.length - 0.5], [plot.top, plot.bottom]);
  const cells = substance?.cells ?? [];
  const boxOf = ({row, column}: Cell): Box => ({
    left: x(column - 0.5) + GAP / 2,
    right: x(column + 0.5) - GAP / 2,
    top: y(row - 0.5) + GAP / 2,
    bottom: y(row + 0.5) - GAP / 2,
  });
  return {
    plot,
    bottom: {scale: x, values: range(COLUMNS.length), format: (i) => COLUMNS[i], at: plot.bottom},
    left: {scale: y, values: range(ROWS.length), format: (i) => ROWS[i], at: plot.left},
    cells: cells.map((cell) => ({...boxOf(cell), count: cell.count, share: cell.share})),
    labels: [
      {key: 'x', text: 'the better answer is', x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
      ...cells.flatMap(({row, column, count, share}): Label[] => [
        {
          key: `share ${row} ${column}`,
          text: count > 0 ? formatShare(share) : '–',
          tone: 'cell',
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
        {label: 'the better answer is', value: `${ROWS[row]}, ${COLUMNS[column]}`},
        {label: 'preferred in', value: count > 0 ? formatShare(share) : '–', tone: share < 0.5 ? 'negative' : 'accent'},
        {label: 'pairs', value: formatSteps(count)},
      ],
    })),
  };
}
