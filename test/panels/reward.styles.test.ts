import {describe, expect, test} from 'vitest';
import {reward} from '../../src/labs/reward/lab.ts';
import {suiteMetrics} from '../../src/metrics/suites/compute.ts';
import type {MetricLog} from '../../src/panels/data.ts';
import {styleMatrixLayout} from '../../src/panels/styleMatrix/layout.ts';
import {kindOf, styleMatrixAt, styleMatrixFeed} from '../../src/panels/styleMatrix/matrix.ts';

/** Only the styles are looked at here. */
const OTHERS = ['writers', 'swapped', 'brief', 'manners', 'oneOfFour', 'ties', 'tiesReference'] as const;

/** One question, with rewards that go by style first: 1 for each richer style, and half a point for being right. */
const measured = (ofStyle: number) =>
  suiteMetrics([0, 1, 2].map((style) => ofStyle * style + 0.5).concat([0, 1, 2].map((style) => ofStyle * style)), [
    {name: 'styles', groups: 1, right: 3, wrong: 3},
    ...OTHERS.map((name) => ({name, groups: 0, right: 1, wrong: 1})),
  ]);

const logOf = (readings: readonly [number, Record<string, number>][]) =>
  ({
    series: (name: string) => ({ticks: readings.map(([tick]) => tick), values: readings.map(([, one]) => one[name])}),
  }) as unknown as MetricLog;

describe('the style matrix', () => {
  const log = logOf([
    [0, measured(0)],
    [100, measured(1)],
  ]);

  test('is read from what runs measure: rows are styles of the right answer, columns of the wrong one', () => {
    expect(styleMatrixAt(log, undefined)).toEqual({
      tick: 100,
      shares: [
        [1, 0, 0],
        [1, 1, 0],
        [1, 1, 1],
      ],
      easy: 1,
      normal: 1,
      hard: 0,
    });
    expect(styleMatrixAt(log, 99)!.hard).toBe(1);
    expect(styleMatrixAt(logOf([]), undefined)).toBeUndefined();
  });

  test('is the same value until something new is measured', () => {
    const held = {...log, version: 1};
    const view = {tick: 100, steps: 100, at: undefined as number | undefined};
    const feed = styleMatrixFeed(
      {get: () => held, subscribe: () => () => {}},
      {get: () => view, subscribe: () => () => {}},
    );
    const first = feed.get();
    held.version = 2;
    expect(feed.get()).toBe(first);
    view.at = 0;
    expect(feed.get()!.tick).toBe(0);
  });

  test('has a cell with a number for each two styles, named by which answer has the richer one', () => {
    expect([kindOf(2, 0), kindOf(1, 1), kindOf(0, 2)]).toEqual(['easy', 'normal', 'hard']);
    const {cells, labels, stops, plot} = styleMatrixLayout(360, 240, styleMatrixAt(log, undefined));
    expect(cells).toHaveLength(9);
    expect(labels.filter(({text}) => text === 'hard')).toHaveLength(3);
    expect(labels.filter(({text}) => text === '0 %')).toHaveLength(3);
    expect(stops[2].rows.map(({value}) => value)).toEqual(['concise', 'marked', '0 %']);
    for (const {left, right, top, bottom} of cells) {
      expect(left >= plot.left && right <= plot.right && top >= plot.top && bottom <= plot.bottom).toBe(true);
    }
    expect(styleMatrixLayout(360, 240, undefined).empty).toBe(true);
  });

  test('is offered where answers have styles', () => {
    const {applies} = reward.panels.find(({id}) => id === 'styleMatrix')!;
    const state = (world: object) =>
      ({
        spec: {stages: [{id: 'main', program: 'reward', spec: {world}, steps: 1}], moves: []},
        stage: 0,
        tick: 0,
        unconfirmed: {},
      }) as never;
    expect(applies!(state({kind: 'responses', suites: 'none'}))).toBe(true);
    expect(applies!(state({kind: 'matches'}))).toBe(false);
  });
});
