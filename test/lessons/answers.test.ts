import {describe, expect, test} from 'vitest';
import {outcomeOf, shown, valueAt} from '../../src/lessons/kit/answers.ts';
import type {Choice, Estimate, Sketch} from '../../src/lessons/kit/lesson.ts';

const estimate: Estimate = {
  kind: 'number',
  text: 'How many?',
  axis: {label: 'negatives', range: [1, 256], scale: 'log'},
  reads: {of: 'effectiveNegatives', run: 'a'},
  expects: [1, 256],
  explains: [],
};

const choice: Choice = {
  kind: 'choice',
  text: 'Which is higher?',
  options: [
    {id: 'a', text: 'the first'},
    {id: 'b', text: 'the second'},
  ],
  reads: [
    {of: 'metric', run: 'a', metric: 'loss'},
    {of: 'metric', run: 'b', metric: 'loss'},
  ],
  right: ([a, b]) => (a > b ? 'a' : 'b'),
  found: ([a, b]) => `${a} and ${b}.`,
  expects: 'a',
  explains: [],
};

const sketch: Sketch = {
  kind: 'sketch',
  form: 'line',
  text: 'Where?',
  title: 'Reward against length',
  x: {label: 'length', range: [0, 100]},
  y: {label: 'reward', range: [-5, 5]},
  places: [0, 100],
  reads: {of: 'lengthLine', run: 'a'},
  expects: [],
  explains: [],
};

describe('An answer', () => {
  test('on a logarithmic axis is measured by factors', () => {
    const said = (value: number, truth: number) =>
      outcomeOf(estimate, {kind: 'number', value}, {kind: 'values', values: [truth]});
    expect(said(16, 16)?.kind).toBe('right');
    expect(said(16, 20)?.kind).toBe('near');
    expect(said(128, 8)).toEqual({
      kind: 'off',
      text: 'You said 128; it is 8. It is 16 times smaller than you thought.',
    });
  });

  test('among statements is right when the values make it so', () => {
    const said = (id: string) => outcomeOf(choice, {kind: 'choice', id}, {kind: 'values', values: [2, 1]});
    expect(said('a')).toEqual({kind: 'right', text: 'Yes. 2 and 1.'});
    expect(said('b')).toEqual({kind: 'off', text: 'Here it came out as “the first”. 2 and 1.'});
    expect(said('c')).toBeUndefined();
  });

  test('that is drawn is compared at its own places', () => {
    const truth = {kind: 'curve' as const, x: [0, 50, 100], y: [-2, 0, 2]};
    expect(outcomeOf(sketch, {kind: 'sketch', y: [-2, 2]}, truth)?.kind).toBe('right');
    expect(outcomeOf(sketch, {kind: 'sketch', y: [2, -2]}, truth)).toEqual({
      kind: 'off',
      text: 'On average you were off by 4.',
    });
    expect(outcomeOf(sketch, {kind: 'sketch', y: [1]}, truth)).toBeUndefined();
  });
});

test('a curve has a value between its points, and that of its ends beyond', () => {
  const curve = {x: [1, 4, 16], y: [0, 1, 3]};
  expect(valueAt(curve, 2, 'log')).toBeCloseTo(0.5);
  expect(valueAt(curve, 2.5)).toBeCloseTo(0.5);
  expect(valueAt(curve, 4)).toBe(1);
  expect(valueAt(curve, 0.5)).toBe(0);
  expect(valueAt(curve, 99)).toBe(3);
});

test('numbers are short, with a true minus sign', () => {
  expect([-1.234, 0, 218.4, 11.04, 3, 0.0123].map(shown)).toEqual(['−1.23', '0', '218', '11', '3', '0.012']);
});
