import {createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {describe, expect, test} from 'vitest';
import {boxOf, overlap} from '../../src/panels/chart/labels.ts';
import {ChosenRejectedPanel} from '../../src/panels/chosenRejected/ChosenRejectedPanel.tsx';
import {
  type Changes,
  changeAt,
  changesLayout,
  neededValues,
  readAt,
  rowsAt,
  standsAt,
} from '../../src/panels/chosenRejected/layout.ts';
import {readingOf} from '../../src/panels/chosenRejected/reading.ts';

const STRETCH = [300, 400] as const;

/** Steps 301 to 400 of one stage after another, which had pairs too. */
function changes(chosen: (i: number) => number, rejected: (i: number) => number): Changes {
  const ticks = [100, 200, ...Array.from({length: 100}, (_, i) => 301 + i)];
  const values = (of: (i: number) => number) => [9, 9, ...Array.from({length: 100}, (_, i) => of(i + 1))];
  return {
    chosen: {ticks, values: values(chosen)},
    rejected: {ticks, values: values(rejected)},
    accuracy: {ticks, values: ticks.map(() => 0.75)},
  };
}

/** As DPO does: the chosen answers rise a little, then both fall. */
const fallen = changes(
  (i) => (i < 10 ? 0.05 * i : 0.5 - 0.1 * (i - 10)),
  (i) => -0.3 * i,
);

const layoutOf = (of: Changes, at?: number, width = 358, height = 200) =>
  changesLayout({
    width,
    height,
    changes: of,
    stretch: STRETCH,
    at,
    domains: {x: [300, 400], y: neededValues(of, STRETCH)},
  });

describe('the reading', () => {
  test('says when both have become less likely', () => {
    expect(readingOf(changeAt(fallen, STRETCH, undefined))).toBe(
      'Both have become less likely than under the reference: only the gap is trained. The gap is right in 75 % of pairs.',
    );
    // Earlier on the chosen ones had risen.
    expect(readingOf(changeAt(fallen, STRETCH, 308))).toMatch(
      /^The chosen answers have become likelier and the rejected ones rarer/,
    );
  });

  test('tells the other cases apart', () => {
    const say = (chosen: number, rejected: number) => readingOf({chosen, rejected, accuracy: undefined});
    expect(say(-2, -1)).toContain('and the chosen ones more so');
    expect(say(2, 1)).toBe('Both have become likelier than under the reference.');
    expect(say(-1, 1)).toBe('The rejected answers have gained on the chosen ones.');
    expect(say(2, -1)).toContain('likelier and the rejected ones rarer, as they should');
    expect(say(2, 0.01)).toContain('likelier, the rejected ones are as likely as before');
    expect(say(0.01, -2)).toContain('rarer, the chosen ones are as likely as before');
    expect(say(0.01, -0.01)).toBe('Both are about as likely as under the reference.');
    expect(readingOf(undefined)).toBe('Shown as soon as a policy learns from pairs of answers.');
  });

  test('is of this stage alone', () => {
    expect(changeAt(fallen, [1000, 1100], undefined)).toBeUndefined();
    expect(changeAt(fallen, undefined, undefined)).toBeUndefined();
    expect(standsAt(fallen, STRETCH, 300)).toBe(-1);
    expect(fallen.chosen.ticks[standsAt(fallen, STRETCH, 350)]).toBe(350);
  });

  test('stands in the panel', () => {
    const feed = <T>(value: T) => ({get: () => value, subscribe: () => () => {}});
    const series = {chosenLog: fallen.chosen, rejectedLog: fallen.rejected, pairAccuracy: fallen.accuracy};
    const log = {
      version: 1,
      names: () => Object.keys(series),
      series: (name: string) => series[name as keyof typeof series] ?? {ticks: [], values: []},
      others: () => [],
    };
    const text = renderToString(
      createElement(ChosenRejectedPanel, {
        log: feed(log),
        view: feed({tick: 400, steps: 400, at: undefined}),
        stretch: feed(STRETCH),
        hover: feed(undefined),
        onHover: () => {},
      }),
    );
    expect(text).toContain('Both have become less likely than under the reference');
  });
});

describe('where things lie', () => {
  test('the axis holds 0 and all of the stage, and nothing of another', () => {
    const [low, high] = neededValues(fallen, STRETCH);
    expect(low).toBeLessThan(-30);
    expect(high).toBeGreaterThanOrEqual(0.5);
    expect(high).toBeLessThan(1);
    expect(neededValues(fallen, undefined)).toEqual([-0.265, 0.265].map((x) => expect.closeTo(x, 9)));
  });

  test('likelier is higher, and the chosen line ends above the rejected one', () => {
    const {zero, end, chosen, rejected, plot} = layoutOf(fallen);
    expect(chosen.line.y[5]).toBeLessThan(zero);
    expect(end!.chosen).toBeGreaterThan(zero);
    expect(end!.rejected).toBeGreaterThan(end!.chosen);
    expect(end!.x).toBe(plot.right);
    expect([chosen, rejected].map(({line}) => line.x.length)).toEqual([100, 100]);
  });

  test('names do not touch, also where the lines meet', () => {
    const close = changes(
      (i) => 0.01 * i,
      (i) => -0.001 * i,
    );
    for (const of of [fallen, close]) {
      for (const at of [undefined, 302, 330, 390]) {
        const {labels} = layoutOf(of, at);
        expect(labels.map(({key}) => key)).toEqual(expect.arrayContaining(['chosen', 'rejected']));
        const boxes = labels.map((label) => boxOf(label.text, label));
        const touching = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlap(a, b)));
        expect(touching).toEqual([]);
      }
    }
  });

  test('without pairs there are axes alone', () => {
    const none = {ticks: [], values: []};
    const {end, labels} = layoutOf({chosen: none, rejected: none, accuracy: none});
    expect(end).toBeUndefined();
    expect(labels.map(({key}) => key)).toEqual(['x', 'y', 'zero']);
  });
});

test('a step is read off with the gap of its values', () => {
  const i = readAt(fallen, STRETCH, 320);
  expect(rowsAt(fallen, i).map(({label, value}) => `${label} ${value}`)).toEqual([
    'step 320',
    'chosen −0.50',
    'rejected −6.00',
    'gap +5.50',
    'pairs told right 0.75',
  ]);
  expect(readAt(fallen, STRETCH, 100)).toBe(2);
  expect(readAt(fallen, undefined, 320)).toBe(-1);
});
