import {describe, expect, it} from 'vitest';
import {FrameHistory} from '../../src/app/experiment/history.ts';
import type {RawFrame} from '../../src/spec/index.ts';

const raw = (name: string, tick: number, member = 0): RawFrame => ({
  name,
  stage: 'main',
  tick,
  member,
  shape: [1, 2],
  data: Float32Array.of(0.25, -1),
});

describe('the kept frames', () => {
  it('go back with the run, and are kept again from there', () => {
    const history = new FrameHistory();
    for (const tick of [0, 10, 20, 30]) history.add(tick, raw('points', tick), true);
    history.dropAfter(20);
    expect(history.positions(0)).toEqual([0, 10, 20]);
    expect(history.add(20, raw('points', 20), true)).toBe(false);
    expect(history.add(25, raw('points', 25), true)).toBe(true);
    expect(history.positions(0)).toEqual([0, 10, 20, 25]);
  });

  it('can be looked back at, evenly over the run', () => {
    const history = new FrameHistory();
    expect(history.at(3, 0, 'main')).toEqual([]);
    for (let tick = 0; tick <= 1000; tick++) history.add(tick, raw('weights', tick), false);
    for (const tick of [0, 333, 990])
      expect(Math.abs(history.at(tick, 0, 'main')[0].tick - tick)).toBeLessThanOrEqual(8);
    expect(history.positions(0).length).toBeLessThanOrEqual(160);
    history.dropAfter(500);
    expect(history.at(900, 0, 'main')[0].tick).toBeLessThanOrEqual(500);
    history.clear();
    expect(history.positions(0)).toEqual([]);
  });

  it('of one member are not those of another, and each name has its own', () => {
    const history = new FrameHistory();
    history.add(5, raw('points', 5), true);
    history.add(6, raw('points', 6, 12), true);
    history.add(7, raw('points', 7, 2), true);
    history.add(7, raw('spectrum', 7, 2), false);
    expect(history.at(6, 2, 'main').map(({name, tick}) => [name, tick])).toEqual([
      ['points', 7],
      ['spectrum', 7],
    ]);
    expect(history.at(6, 12, 'main').map(({member}) => member)).toEqual([12]);
  });

  it('are those of the stage that is looked at, however near the next one is', () => {
    const history = new FrameHistory();
    history.add(100, raw('frontier', 100), false);
    history.add(200, {...raw('frontier', 200), stage: 'policy2'}, false);
    expect(history.at(190, 0, 'main')[0].tick).toBe(100);
    expect(history.at(190, 0, 'policy2')[0].tick).toBe(200);
    expect(history.at(190, 0, 'judge')[0].tick, 'of a stage without any, the nearest').toBe(200);
  });

  it('can be looked back at in every stage, whatever is kept of it', () => {
    const history = new FrameHistory();
    for (const tick of [0, 10, 20, 90, 100]) history.add(tick, raw('law', tick), false);
    for (const tick of [30, 40]) history.add(tick, {...raw('rewards', tick), stage: 'judge'}, false);
    history.add(40, {...raw('weights', 40), stage: 'judge'}, false);
    expect(history.positions(0)).toEqual([0, 10, 20, 30, 40, 90, 100]);
  });

  it('in half the memory differ by less than a hundred thousandth', () => {
    const history = new FrameHistory();
    history.add(0, raw('points', 0), true);
    const [{data}] = history.at(0, 0, 'main');
    expect(Math.abs(data[0] - 0.25)).toBeLessThan(2e-5);
    expect(data[1]).toBe(-1);
  });
});
