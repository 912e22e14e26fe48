import {type ComponentType, createElement} from 'react';
import {renderToString} from 'react-dom/server';
import {expect, test} from 'vitest';
import type {Feed} from '../../../src/panels/data.ts';
import {RewardLengthPanel} from '../../../src/panels/reward/RewardLengthPanel.tsx';
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
