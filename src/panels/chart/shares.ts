/** A table of shares as a figure: a coloured cell for each, with its number. Pure layout, in CSS pixels, and its drawing. */
import {range} from 'd3-array';
import type {Stop} from '../frame/FramePanel.tsx';
import type {Palette} from '../frame/palette.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {formatShare} from './format.ts';
import type {Box, Label} from './labels.ts';
import type {AxisPlan, Row} from './overlay.ts';
import {makeScale} from './scale.ts';
import {FAINT, isFew} from './trail.ts';

export interface Share {
  row: number;
  column: number;
  /** Cases that it is a share of. */
  count: number;
  share: number;
  /** A word below the number, where there is room. */
  note?: string;
}

interface SharesInput<S extends Share> {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly S[];
  /** What the columns are. */
  below: string;
  /** What the rows are, where they do not say it. */
  beside?: string;
  /** What is read off of a cell. */
  readOff(cell: S): Row[];
}

export interface SharesLayout {
  plot: Box;
  bottom: AxisPlan;
  left: AxisPlan;
  cells: (Box & Share)[];
  labels: Label[];
  stops: Stop[];
}

const MARGIN = {top: 4, right: 4, bottom: 34, left: 70};
/** More room above, where the rows have a name. */
const NAMED = 18;
const GAP = 2;
/** A cell with a word below its number is at least so high. */
const ROOMY = 44;

export function sharesLayout<S extends Share>(width: number, height: number, input: SharesInput<S>): SharesLayout {
  const {rows, columns, cells, below, beside, readOff} = input;
  const top = beside ? NAMED : MARGIN.top;
  const plot = {left: MARGIN.left, top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const x = makeScale('linear', [-0.5, columns.length - 0.5], [plot.left, plot.right]);
  const y = makeScale('linear', [-0.5, rows.length - 0.5], [plot.top, plot.bottom]);
  const boxOf = ({row, column}: Share): Box => ({
    left: x(column - 0.5) + GAP / 2,
    right: x(column + 0.5) - GAP / 2,
    top: y(row - 0.5) + GAP / 2,
    bottom: y(row + 0.5) - GAP / 2,
  });
  const isRoomy = y(1) - y(0) >= ROOMY;
  return {
    plot,
    bottom: {scale: x, values: range(columns.length), format: (i) => columns[i], at: plot.bottom},
    left: {scale: y, values: range(rows.length), format: (i) => rows[i], at: plot.left},
    cells: cells.map((cell) => ({...boxOf(cell), ...cell})),
    labels: [
      {key: 'x', text: below, x: (plot.left + plot.right) / 2, y: plot.bottom + 27, anchor: 'middle'},
      ...(beside ? [{key: 'y', text: beside, x: 0, y: 7, anchor: 'start'} as const] : []),
      ...cells.flatMap((cell): Label[] => {
        const {row, column, count, share, note} = cell;
        const at = {x: x(column), anchor: 'middle' as const};
        const noted = note !== undefined && isRoomy;
        return [
          {
            key: `share ${row} ${column}`,
            text: count > 0 ? formatShare(share) : '–',
            tone: isFew({count}) ? 'bare' : 'cell',
            y: y(row) - (noted ? 7 : 0),
            ...at,
          },
          ...(noted ? [{key: `note ${row} ${column}`, text: note, tone: 'bare', y: y(row) + 11, ...at}] : []),
        ];
      }),
    ],
    stops: cells.map((cell) => ({x: x(cell.column), y: y(cell.row), rows: readOff(cell)})),
  };
}

/** Opacity of a cell's colour at a share of 0 or 1. */
const STRONGEST = {light: 0.5, dark: 0.6};

export function drawShares({context, palette}: Surface, layout: SharesLayout, read: Stop | undefined): void {
  context.save();
  layout.cells.forEach(({left, top, right, bottom, count, share}, i) => {
    context.globalAlpha = 1;
    context.fillStyle = palette.raised;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = count > 0 ? strengthOf(share, palette) * (isFew({count}) ? FAINT : 1) : 0;
    context.fillStyle = share < 0.5 ? palette.negative : palette.accent;
    context.fillRect(left, top, right - left, bottom - top);
    if (layout.stops[i] !== read) return;
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, right - left, bottom - top);
  });
  context.restore();
}

const strengthOf = (share: number, {dark}: Palette) =>
  Math.abs(share - 0.5) * 2 * (dark ? STRONGEST.dark : STRONGEST.light);
