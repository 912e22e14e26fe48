import {expect, test} from 'vitest';
import {JudgedHistory} from '../../src/app/run/judged.ts';
import type {WeightsFrame} from '../../src/panels/data.ts';

const weights = (tick: number): WeightsFrame => ({
  tick,
  names: ['facts'],
  learnt: Float32Array.of(tick),
  taste: Float32Array.of(1),
});

test('the figures of the reward lab can be looked back at, evenly over the run', () => {
  const judged = new JudgedHistory();
  expect(judged.at(3)).toEqual({rewards: undefined, candidates: undefined, weights: undefined});
  for (let tick = 0; tick <= 1000; tick++) judged.add({weights: weights(tick)});
  expect(judged.newest.weights!.tick).toBe(1000);
  for (const tick of [0, 333, 990]) expect(Math.abs(judged.at(tick).weights!.tick - tick)).toBeLessThanOrEqual(8);
  expect(judged.ticks.length).toBeLessThanOrEqual(160);
  judged.dropAfter(500);
  expect(judged.at(900).weights!.tick).toBeLessThanOrEqual(500);
  judged.clear();
  expect(judged.ticks).toEqual([]);
  expect(judged.newest).toEqual({});
});
