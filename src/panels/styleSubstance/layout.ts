/** The layout of the table of substance against length or style: pure functions, in CSS pixels. */
import {range} from 'd3-array';
import {formatShare, formatSteps} from '../chart/format.ts';
import type {Box, Label} from '../chart/labels.ts';
import type {AxisPlan} from '../chart/overlay.ts';
import {makeScale} from '../chart/scale.ts';
import {isFew} from '../chart/trail.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {BETTER, type Cell, COLUMNS, type Substance} from './substance.ts';

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
