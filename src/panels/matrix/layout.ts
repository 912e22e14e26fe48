/** The layout of the matrix: pure functions, in CSS pixels. */
import type {Box, Label} from '../chart/labels.ts';
import {blocksOf, type Matrix, type Sorting} from './cosines.ts';

export interface MatrixLayout {
  square: Box;
  /** Pixels of one cell. */
  cell: number;
  /** Outlines of the cells of one class, when they stand together. */
  blocks: Box[];
  /** The strip that shows what the colours mean, from -1 at its bottom to 1 at its top. */
  legend: Box;
  labels: Label[];
}

const MARGIN = {left: 14, top: 14, bottom: 4};
const LEGEND = {gap: 16, width: 8};
/** The least room beside the square for the cell under the pointer, in pixels. */
const BESIDE = 168;

export function matrixLayout(
  width: number,
  height: number,
  matrix: Matrix | undefined,
  sorting: Sorting,
): MatrixLayout {
  const size = matrix?.size ?? 1;
  const room = Math.max(40, Math.min(height - MARGIN.top - MARGIN.bottom, width - MARGIN.left - BESIDE));
  const side = Math.floor(room);
  const square = {left: MARGIN.left, top: MARGIN.top, right: MARGIN.left + side, bottom: MARGIN.top + side};
  const cell = side / size;
  const blocks =
    sorting === 'class' && matrix?.groups
      ? blocksOf(matrix.groups).map(({from, to}) => ({
          left: square.left + from * cell,
          top: square.top + from * cell,
          right: square.left + to * cell,
          bottom: square.top + to * cell,
        }))
      : [];
  const x = square.right + LEGEND.gap;
  const legend = {left: x, top: square.top, right: x + LEGEND.width, bottom: square.top + Math.min(side, 90)};
  return {square, cell, blocks, legend, labels: labelsOf(square, legend)};
}

const labelsOf = (square: Box, legend: Box): Label[] => [
  {key: 'columns', text: 'second views →', x: square.left, y: 5, anchor: 'start'},
  {key: 'high', text: '1', x: legend.right + 5, y: legend.top + 4, anchor: 'start'},
  {key: 'middle', text: '0', x: legend.right + 5, y: (legend.top + legend.bottom) / 2, anchor: 'start'},
  {key: 'low', text: '−1', x: legend.right + 5, y: legend.bottom - 4, anchor: 'start'},
];

export interface Cell {
  row: number;
  column: number;
}

/** The cell at a place in pixels. */
export function cellAt({square, cell}: MatrixLayout, size: number, x: number, y: number): Cell | undefined {
  const [column, row] = [Math.floor((x - square.left) / cell), Math.floor((y - square.top) / cell)];
  return row >= 0 && column >= 0 && row < size && column < size ? {row, column} : undefined;
}
