/** The layout of the table of substance against length or style. */
import {formatShare, formatSteps} from '../chart/format.ts';
import {type SharesLayout, sharesLayout} from '../chart/shares.ts';
import {BETTER, COLUMNS, type Substance} from './substance.ts';

const NOTHING = {rows: BETTER, columns: COLUMNS.length, cells: [], isGold: true};

export function substanceLayout(
  width: number,
  height: number,
  substance: Substance | undefined,
): SharesLayout & {empty: boolean} {
  const {rows, columns, cells, isGold} = substance ?? NOTHING;
  const which = isGold ? 'the better answer is' : 'the chosen answer is';
  const layout = sharesLayout(width, height, {
    rows,
    columns,
    cells,
    below: which,
    readOff: ({row, column, count, share}) => [
      {label: which, value: `${rows[row]}, ${columns[column]}`},
      {label: 'preferred in', value: count > 0 ? formatShare(share) : '–', tone: share < 0.5 ? 'negative' : 'accent'},
      {label: 'pairs', value: formatSteps(count)},
    ],
  });
  return {...layout, empty: !substance};
}
