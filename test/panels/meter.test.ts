import {describe, expect, it} from 'vitest';
import {FrameMeter} from '../../src/panels/frame/meter.ts';

/** How long to wait when a frame begins, after frames that kept the main thread busy for so long, every 200 ms. */
function waitAfter(costs: readonly number[], canvases = 1): number {
  let now = 0;
  let end = () => {};
  const meter = new FrameMeter(
    (act) => {
      end = act;
    },
    () => now,
  );
  costs.forEach((cost, i) => {
    now = 200 * i;
    for (let k = 0; k < canvases; k++) {
      meter.begin();
      now += cost / canvases;
    }
    end();
  });
  now = 200 * costs.length;
  expect(meter.wait).toBe(0);
  meter.begin();
  return meter.wait;
}

const many = (cost: number) => new Array<number>(60).fill(cost);

describe('what drawing costs', () => {
  it('is nothing before anything was drawn', () => {
    expect(new FrameMeter(() => {}).wait).toBe(0);
  });

  it('leaves three quarters of the time to others', () => {
    expect(waitAfter(many(10))).toBeCloseTo(40, 3);
    // A fast machine draws every frame of a usual screen.
    expect(waitAfter(many(4))).toBeLessThan(1000 / 60);
  });

  it('counts all canvases of a frame together, once', () => {
    expect(waitAfter(many(12), 6)).toBeCloseTo(48, 3);
  });

  it('never makes a figure stand still', () => {
    expect(waitAfter(many(190))).toBe(80);
  });

  it('follows what drawing costs now, and is not thrown by one slow frame', () => {
    expect(waitAfter([...many(4), 50])).toBeLessThan(60);
    expect(waitAfter([...many(50), ...many(4)])).toBeCloseTo(16, 2);
  });
});
