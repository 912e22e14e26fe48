/** Layout of tables of measures, one for each arm, side by side. */
import type {Figure} from '../../studies/kit/study.ts';
import {formatValue} from '../chart/format.ts';
import {type Label, shortened, textWidth} from '../chart/labels.ts';
import type {Stop} from '../frame/FramePanel.tsx';
import {type StudyPicture, valuesOf} from './data.ts';
import {type Cell, NO_SHAPES, type Room, type Shapes} from './shapes.ts';
import {middleOf, middleRow} from './statistics.ts';

type Matrix = Extract<Figure, {kind: 'matrix'}>;

const GAP = 14;
const LINE = 16;
const SMALL_GAP = 6;

export function matrixLayout(picture: StudyPicture, figure: Matrix, {width, height, small = false}: Room): Shapes {
  const arms = picture.arms.filter(({name}) => figure.arms?.includes(name) ?? true);
  const means = arms.map(({name}) =>
    figure.rows.map((row) => row.map((measure) => shownMiddle(picture, name, measure))),
  );
  const known = means.flat(2).flatMap((middle) => (middle ? [Math.abs(middle.mean - figure.middle)] : []));
  if (known.length === 0) return NO_SHAPES;
  const most = Math.max(...known) || 1;
  const names = small ? 0 : Math.min(90, Math.max(...figure.rowLabels.map(textWidth)) + 8);
  const gap = small ? SMALL_GAP : GAP;
  const columns = Math.min(arms.length, small ? arms.length : Math.max(1, Math.floor((width - names) / 150)));
  const lines = Math.ceil(arms.length / columns);
  const block = {width: (width - names - gap * (columns - 1)) / columns, height: height / lines};
  // A line for the arm's name, one for those of the columns, and below all one for the axis.
  const [above, below] = small ? [2, 2] : [2 * LINE, LINE + 4];
  const cells: Cell[] = [];
  const labels: Label[] = [];
  const stops: Stop[] = [];
  arms.forEach((arm, k) => {
    const left = names + (k % columns) * (block.width + gap);
    const top = Math.floor(k / columns) * block.height + above;
    const cell = {
      width: block.width / figure.columnLabels.length,
      height: (block.height - above - below) / figure.rows.length,
    };
    const middle = left + block.width / 2;
    if (!small) {
      const text = shortened(arm.label, block.width);
      const tone = arm.tone === 'method' ? 'accent' : 'ink';
      labels.push({key: `arm ${arm.name}`, text, tone, x: middle, y: top - 1.5 * LINE, anchor: 'middle'});
      figure.columnLabels.forEach((name, j) => {
        const x = left + (j + 0.5) * cell.width;
        labels.push({
          key: `column ${k} ${j}`,
          text: shortened(name, cell.width),
          x,
          y: top - LINE / 2,
          anchor: 'middle',
        });
      });
    }
    figure.rows.forEach((row, i) => {
      const y = top + (i + 0.5) * cell.height;
      if (!small && k % columns === 0) {
        const text = shortened(figure.rowLabels[i], names - 6);
        labels.push({key: `row ${k} ${i}`, text, x: names - 7, y, anchor: 'end'});
      }
      row.forEach((measure, j) => {
        const shown = means[k][i][j];
        if (!shown) return;
        const x = left + (j + 0.5) * cell.width;
        cells.push({
          left: left + j * cell.width + 0.5,
          right: left + (j + 1) * cell.width - 0.5,
          top: y - cell.height / 2 + 0.5,
          bottom: y + cell.height / 2 - 0.5,
          lean: (shown.mean - figure.middle) / most,
          source: shown.source,
        });
        const text = formatValue(shown.mean);
        if (!small && cell.height > 12 && textWidth(text) < cell.width) {
          labels.push({key: `cell ${k} ${i} ${j}`, text, tone: 'cell', x, y, anchor: 'middle'});
        }
        stops.push({
          ...{x, y},
          rows: [
            {label: `${arm.label}: ${figure.rowLabels[i]}, ${figure.columnLabels[j]}`, value: ''},
            ...(['live', 'file'] as const).flatMap((source) =>
              middleRow('mean', source, valuesOf(picture[source], arm.name, measure)),
            ),
          ],
        });
      });
    });
  });
  if (!small) {
    const text = `${figure.rowAxis} by ${figure.columnAxis}`;
    labels.push({key: 'axes', text, x: names + (width - names) / 2, y: height - 7, anchor: 'middle'});
  }
  return {...NO_SHAPES, plot: {left: names, top: 0, right: width, bottom: height}, cells, labels, stops, empty: false};
}

/** What is measured now, else what is on file. */
function shownMiddle(picture: StudyPicture, arm: string, measure: string) {
  for (const source of ['live', 'file'] as const) {
    const middle = middleOf(valuesOf(picture[source], arm, measure));
    if (middle) return {...middle, source};
  }
  return undefined;
}
