/** The answer under the pointer in the panel of reward against length, and its numbers. */
import {formatSteps, formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import {type Answers, type Kind, otherOf} from '../shared/answers.ts';
import type {LengthLayout, Point} from './layout.ts';

/** A dot is read off within so many pixels. */
const NEAR = 24;

/** The row of the dot nearest to a point. */
export function rowAt({dots}: Pick<LengthLayout, 'dots'>, {x, y}: Point): number | undefined {
  let best: number | undefined;
  let least = NEAR ** 2;
  for (let row = 0; row < dots.x.length; row++) {
    const distance = (dots.x[row] - x) ** 2 + (dots.y[row] - y) ** 2;
    if (distance < least) [best, least] = [row, distance];
  }
  return best;
}

const NAMES: Readonly<Record<Kind, string>> = {chosen: 'chosen', rejected: 'rejected', tied: 'tied'};
const TONES: Readonly<Record<Kind, string | undefined>> = {chosen: 'accent', rejected: 'negative', tied: undefined};

/** The numbers of an answer and of the other answer of its pair. */
export function readOut(answers: Answers, row: number): Row[] {
  const rowsOf = (which: number): Row[] => {
    const tone = TONES[answers.kind[which]];
    return [
      {
        label: NAMES[answers.kind[which]],
        value: `${formatSteps(answers.length[which])} ${answers.counted}, reward ${formatValue(answers.reward[which])}`,
        tone,
      },
      ...(answers.hasGold ? [{label: 'its true worth', value: formatValue(answers.gold[which])}] : []),
    ];
  };
  return [...rowsOf(row), ...rowsOf(otherOf(row))];
}
