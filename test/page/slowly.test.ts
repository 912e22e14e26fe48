import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {slowly} from '../../src/app/studies/slowly.ts';
import {signal} from '../../src/panels/hypersphere/signal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('all who listen hear of the newest value, once in a while', () => {
  const source = signal(0);
  const slow = slowly(source, 100);
  const heard: number[][] = [[], []];
  const ends = heard.map((list) => slow.subscribe(() => list.push(slow.get())));
  source.set(1);
  source.set(2);
  expect(slow.get()).toBe(0);
  vi.advanceTimersByTime(100);
  ends[0]();
  source.set(3);
  vi.advanceTimersByTime(100);
  expect(heard).toEqual([[2], [2, 3]]);
  ends[1]();
  source.set(4);
  vi.advanceTimersByTime(1000);
  expect(slow.get()).toBe(3);
  slow.subscribe(() => heard[0].push(slow.get()));
  vi.advanceTimersByTime(0);
  expect(heard[0]).toEqual([2, 4]);
});
