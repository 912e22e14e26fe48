import {expect, test} from 'vitest';
import {subscribeWithSelector} from 'zustand/middleware';
import {createStore} from 'zustand/vanilla';
import type {LabExperiment} from '../../src/labs/kit/experiment.ts';
import type {RunState} from '../../src/labs/kit/state.ts';
import {followNeighbours, shownNeighbours} from '../../src/labs/sphere/neighbours.ts';

const frameAt = (tick: number, ...degrees: number[]) => {
  const data = degrees.flatMap((at) => [Math.cos((at * Math.PI) / 180), Math.sin((at * Math.PI) / 180)]);
  return {tick, count: degrees.length, dimension: 2, data: Float32Array.from(data)};
};

const started = {
  phase: 'training',
  member: 0,
  hovered: 0,
  lookingAt: undefined,
  frames: {points: frameAt(90, 0, 20, 90)},
  answers: {neighbours: {row: 0, tick: 80, rows: [1, 2], similarities: [0.9, 0.1]}},
  points: {thing: (row: number) => row},
} as unknown as RunState;

test('the neighbours on the card are those of the step that is shown', () => {
  expect(shownNeighbours(started)).toBe(started.answers.neighbours);
  const before = {...started, lookingAt: 40, frames: {points: frameAt(40, 0, 100, 10)}};
  expect(shownNeighbours(before)).toMatchObject({row: 0, tick: 40, rows: [2, 1], inHead: true});
  expect(shownNeighbours({...before, hovered: undefined})).toBeUndefined();
  expect(shownNeighbours({...before, lookingAt: undefined})).toBe(started.answers.neighbours);
});

test('they are asked for anew when the run stands still, and when another member is shown', () => {
  const asked: unknown[] = [];
  const store = createStore<RunState>()(subscribeWithSelector(() => started));
  const experiment = {
    store,
    ask: (question: string, ask: unknown) => asked.push([question, ask]),
    watches: () => false,
    forgetAnswer: () => {},
  } as unknown as LabExperiment;
  const end = followNeighbours(experiment);
  store.setState({phase: 'paused'});
  expect(asked).toEqual([['neighbours', {row: 0}]]);
  store.setState({member: 1});
  expect(asked).toHaveLength(2);
  end();
  store.setState({phase: 'finished'});
  store.setState({member: 0});
  expect(asked).toHaveLength(2);
});
