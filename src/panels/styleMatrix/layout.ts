import {STYLES} from '../../worlds/suites.spec.ts';
import {formatShare} from '../chart/format.ts';
import {type SharesLayout, sharesLayout} from '../chart/shares.ts';
import {kindOf, type StyleMatrix} from './matrix.ts';

export const STYLE_NAMES = STYLES.map((style) => style.toLowerCase());

/** Every cell is a share of many pairs. */
const MANY = Number.POSITIVE_INFINITY;

export function styleMatrixLayout(
  width: number,
  height: number,
  matrix: StyleMatrix | undefined,
): SharesLayout & {empty: boolean} {
  const layout = sharesLayout(width, height, {
    rows: STYLE_NAMES,
    columns: STYLE_NAMES,
    cells: (matrix?.shares ?? []).flatMap((shares, row) =>
      shares.map((share, column) => ({row, column, share, count: MANY, note: kindOf(row, column)})),
    ),
    below: 'the wrong answer is',
    beside: 'the right answer is',
    readOff: ({row, column, share}) => [
      {label: 'right', value: STYLE_NAMES[row]},
      {label: 'wrong', value: STYLE_NAMES[column]},
      {label: kindOf(row, column), value: formatShare(share), tone: share < 0.5 ? 'negative' : 'accent'},
    ],
  });
  return {...layout, empty: !matrix};
}
