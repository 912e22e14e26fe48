/** Which answer is pointed at in the panel of reward against length, and what is said of it. */
import {formatSteps, formatValue} from '../chart/format.ts';
import type {Row} from '../chart/overlay.ts';
import {type Answers, type Kind, otherOf} from '../shared/answers.ts';
import type {LengthLayout, Point} from './layout.ts';

/** Further than this from every dot, nothing is read off. */
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

/** An answer and the other one of its pair. */
export function readOut(answers: Answers, row: number): Row[] {
  const of = (which: number): Row[] => {
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
  return [...of(row), ...of(otherOf(row))];
}
