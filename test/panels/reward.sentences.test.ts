import {type ComponentType, createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {expect, test} from 'vitest';
import {AccuracyByGapPanel} from '../../src/panels/accuracyByGap/AccuracyByGapPanel.tsx';
import {BestOfPanel} from '../../src/panels/bestOf/BestOfPanel.tsx';
import type {Feed} from '../../src/panels/data.ts';
import {MarginPanel} from '../../src/panels/margin/MarginPanel.tsx';
import {ReliabilityPanel} from '../../src/panels/reliability/ReliabilityPanel.tsx';
import {RewardLengthPanel} from '../../src/panels/rewardLength/RewardLengthPanel.tsx';
import {StyleSubstancePanel} from '../../src/panels/styleSubstance/StyleSubstancePanel.tsx';
import {WeightsPanel} from '../../src/panels/weights/WeightsPanel.tsx';
import {rewardFrame} from './support/reward.ts';

const feed = <T>(value: T): Feed<T> => ({get: () => value, subscribe: () => () => {}});
const onDrawn = () => {};

/** The texts of a panel before anything is drawn. */
const textOf = <P extends object>(panel: ComponentType<P>, props: P) =>
  renderToString(createElement(panel, props))
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, '');

const frame = rewardFrame([
  {label: 1, a: {reward: 3, length: 3, gold: 1}, b: {reward: 1, length: 1, gold: 2}},
  {label: 1, a: {reward: 2, length: 2, gold: 2}, b: {reward: 1, length: 2, gold: 1}},
  {label: 0, a: {reward: 2, length: 1, gold: 1}, b: {reward: 0, length: 0.5, gold: 3}},
]);

test('reward against length: the correlation with its interval', () => {
  expect(textOf(RewardLengthPanel, {rewards: feed(undefined), onDrawn})).toContain(
    'The rewards of unseen answers are on their way.',
  );
  expect(textOf(RewardLengthPanel, {rewards: feed(frame), onDrawn})).toMatch(
    /Correlation of reward and length: 0\.\d\d, between −?0\.\d\d and 0\.\d\d\./,
  );
});

test('accuracy where the chosen answer is longer, and where it is shorter', () => {
  expect(textOf(AccuracyByGapPanel, {rewards: feed(frame), onDrawn})).toContain(
    'Where the longer answer was chosen, the model agrees in 100 %; where the shorter one was, in 0 %.',
  );
});

test('the share of pairs that are told right', () => {
  expect(textOf(MarginPanel, {rewards: feed(frame), onDrawn})).toContain('In 67 % of unseen pairs');
});

test('the calibration error, and to which side it is', () => {
  expect(textOf(ReliabilityPanel, {rewards: feed(frame), onDrawn})).toMatch(/error \d+ %: it is too sure of itself\./);
});

test('the truly better answer, longer and shorter', () => {
  expect(textOf(StyleSubstancePanel, {rewards: feed(frame), onDrawn})).toContain(
    'answer in – of pairs where it is the longer one, in 0 % where it is the shorter.',
  );
  const none = rewardFrame([{label: 1, a: {reward: 1}, b: {reward: 0}}]);
  expect(textOf(StyleSubstancePanel, {rewards: feed(none), onDrawn})).toContain(
    'No two of these answers differ in length.',
  );
});

test('learnt weights beside those of the annotators', () => {
  const weights = {
    tick: 1,
    names: ['Facts', 'Length'],
    learnt: Float32Array.from([1, 0.5]),
    taste: Float32Array.from([1, 0]),
  };
  expect(textOf(WeightsPanel, {weights: feed(weights), onDrawn})).toContain('Correlation 1.00; farthest off: length.');
  expect(textOf(WeightsPanel, {weights: feed(undefined), onDrawn})).toContain('other models have none to show');
  const teams = {
    tick: 1,
    names: ['Arsenal', 'Chelsea', 'Norwich', 'Playing at home'],
    learnt: Float32Array.from([1, 1.5, -1, -2]),
    taste: new Float32Array(4),
    apart: 3,
  };
  expect(textOf(WeightsPanel, {weights: feed(teams), onDrawn})).toContain(
    'Most: Chelsea 1.50; least: Norwich −1.00. Playing at home: −2.00.',
  );
});

test('the number of answers at which choosing is best', () => {
  // Gold falls where the reward is highest.
  const proxy = Float32Array.from({length: 16}, (_, i) => i);
  const gold = proxy.map((r) => -((r - 11) ** 2));
  const candidates = {tick: 1, questions: 1, each: 16, proxy, gold, length: proxy};
  expect(textOf(BestOfPanel, {candidates: feed(candidates), onDrawn})).toContain(
    'Answers are best at n = 4; more choosing makes them worse.',
  );
});

test('every panel says what it waits for', () => {
  const nothing = feed(undefined);
  for (const panel of [AccuracyByGapPanel, MarginPanel, ReliabilityPanel, StyleSubstancePanel]) {
    expect(textOf(panel, {rewards: nothing, onDrawn})).toContain('on their way');
  }
  expect(textOf(BestOfPanel, {candidates: nothing, onDrawn})).toContain('on their way');
});

test('items without a length are said to have none', () => {
  const matches = feed(rewardFrame([{label: 1, a: {reward: 1}, b: {reward: 0}}]));
  expect(textOf(AccuracyByGapPanel, {rewards: matches, onDrawn})).toContain('The items of this world have no length.');
});
