import {describe, expect, test} from 'vitest';
import {boundLayout, ceilingsOf, neededValues, reached, readOut} from '../../src/panels/bound/layout.ts';

const information = {ticks: [1, 2, 3, 4], values: [0.1, 0.5, 1, 1.2]};
const bound = {ticks: [0, 2, 4], values: [Math.log(8), Math.log(8), Math.log(32)]};
const MARKS = [8, 32, 128];

describe('the ceilings', () => {
  test('are log N, or log (2N - 1) where a view meets both views of the others', () => {
    const nats = (all: ReturnType<typeof ceilingsOf>) => all.map(({nats}) => nats);
    expect(nats(ceilingsOf(Math.log(32), 32, MARKS))).toEqual(MARKS.map(Math.log));
    expect(nats(ceilingsOf(Math.log(63), 32, MARKS))).toEqual(MARKS.map((n) => Math.log(2 * n - 1)));
  });

  test('name the present batch, also when it is none of the marks', () => {
    const present = (batch: number) => ceilingsOf(Math.log(batch), batch, MARKS).filter((c) => c.present);
    expect(present(32)).toEqual([{batch: 32, nats: Math.log(32), present: true}]);
    expect(present(64)).toEqual([{batch: 64, nats: Math.log(64), present: true}]);
  });

  test('are not known when the number of candidates is not that of the batch, or nothing was measured', () => {
    expect(ceilingsOf(Math.log(4097), 32, MARKS)).toEqual([]);
    expect(ceilingsOf(undefined, 32, MARKS)).toEqual([]);
  });
});

describe('what was reached', () => {
  test('is a part of the ceiling of the moment', () => {
    const now = reached(information, bound)!;
    expect(now.most).toBeCloseTo(Math.log(32), 12);
    expect(now.share).toBeCloseTo(now.found / Math.log(32), 12);
    const before = reached(information, bound, 3)!;
    expect(before.most).toBeCloseTo(Math.log(8), 12);
    expect(before.found).toBeLessThan(now.found);
    expect(reached({ticks: [], values: []}, bound)).toBeUndefined();
    expect(reached(information, {ticks: [], values: []})).toBeUndefined();
  });

  test('is read off with its part', () => {
    expect(readOut(information, bound, 0).map(({label}) => label)).toEqual(['step', 'found, mean', 'the most', 'part']);
    expect(readOut(information, bound, 0)[3].value).toBe('5 %');
  });
});

describe('the layout', () => {
  const ceilings = ceilingsOf(Math.log(32), 32, MARKS);
  const input = {width: 372, height: 190, information, bound, ceilings, at: undefined};
  const domains = {x: [0, 10] as const, y: [0, 5] as const};

  test('keeps all ceilings in view', () => {
    expect(neededValues(bound, ceilings)[0]).toBe(0);
    expect(neededValues(bound, ceilings)[1]).toBeGreaterThan(Math.log(128));
    expect(neededValues({ticks: [], values: []}, [])[1]).toBeGreaterThan(1);
  });

  test('draws the bound as a step at the tick at which it changed', () => {
    const {bound: line, x, y} = boundLayout({...input, domains});
    expect(line.x).toEqual([0, 4, 4, 4].map((tick) => x(tick)));
    expect(line.y).toEqual([8, 8, 32, 32].map((n) => y(Math.log(n))));
  });

  test('names the present ceiling always and texts do not leave the chart', () => {
    for (const width of [260, 372, 600]) {
      const {labels, plot} = boundLayout({...input, width, domains});
      expect(labels.map(({text}) => text)).toContain('N = 32');
      for (const {y} of labels) expect(y).toBeLessThanOrEqual(plot.bottom);
    }
  });
});
