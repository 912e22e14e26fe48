/** Going on in another way: which checkpoints are kept, how long two runs have been the same. */
import {describe, expect, test} from 'vitest';
import {bytesOf, CheckpointHistory} from '../../src/app/experiment/checkpoints.ts';
import {RunLog} from '../../src/app/experiment/log.ts';
import {samenessOf} from '../../src/app/fork/fork.ts';
import type {Checkpoint} from '../../src/engine/records.ts';
import {encoderSpec} from '../support/specs.ts';

const SPEC = encoderSpec({});

function checkpoint(tick: number, floats = 1): Checkpoint {
  const slots: Checkpoint['cohorts'][0]['slots'] = [['w', new Float32Array(floats), 'replica']];
  return {stage: 0, tick, moves: [], cohorts: [{members: [0], updates: [], counts: [], slots, finished: []}]};
}

const log = () => new RunLog((_, tick) => tick);
const row = (tick: number, values: Record<string, number>) => ({
  stage: 'main',
  tick,
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
});

describe('earlier checkpoints', () => {
  test('the last one at a position or before it is found', () => {
    const history = new CheckpointHistory();
    for (const tick of [10, 20, 30]) history.add(SPEC, checkpoint(tick));
    expect(history.before(SPEC, 9)).toBeUndefined();
    expect(history.before(SPEC, 20)?.tick).toBe(20);
    expect(history.before(SPEC, 29)?.tick).toBe(20);
    expect(history.before(SPEC, 1000)?.tick).toBe(30);
  });

  test('there are never more than fit, and they stay spread over the run', () => {
    const history = new CheckpointHistory();
    const floats = 2 ** 20;
    for (let tick = 10; tick <= 1000; tick += 10) history.add(SPEC, checkpoint(tick, floats));
    expect(history.bytes).toBeLessThanOrEqual(64 * 2 ** 20);
    expect(history.before(SPEC, 1000)?.tick).toBe(1000);
    for (const position of [250, 500, 750]) expect(position - history.before(SPEC, position)!.tick).toBeLessThan(200);
    expect(bytesOf(checkpoint(1, floats))).toBe(4 * floats);
  });

  test('a run that went back keeps none of what came later', () => {
    const history = new CheckpointHistory();
    for (const tick of [10, 20, 30, 15]) history.add(SPEC, checkpoint(tick));
    expect(history.before(SPEC, 100)?.tick).toBe(15);
  });

  test('one that is larger than all room is kept alone', () => {
    const history = new CheckpointHistory();
    history.add(SPEC, checkpoint(1, 2 ** 24));
    history.add(SPEC, checkpoint(2, 2 ** 24 + 1));
    expect(history.before(SPEC, 5)?.tick).toBe(2);
    expect(history.before(SPEC, 1)).toBeUndefined();
  });
});

describe('two runs', () => {
  test('of the same past have what was measured in it', () => {
    const [first, second] = [log(), log()];
    first.add([row(1, {loss: 3, accuracy: 0.1}), row(2, {loss: 2}), row(3, {loss: 1})]);
    second.take(first, 2);
    expect(second.get().series('loss')).toEqual({ticks: [1, 2], values: [3, 2]});
    expect(second.get().series('accuracy').ticks).toEqual([1]);
    second.add([row(3, {loss: 7})]);
    expect(first.get().series('loss').values).toEqual([3, 2, 1]);
  });

  test('are the same until the first value that differs in any bit', () => {
    const [first, second] = [log(), log()];
    first.add([row(1, {loss: 3}), row(2, {loss: 2}), row(5, {loss: 1, accuracy: 0.5})]);
    second.add([row(1, {loss: 3}), row(2, {loss: 2})]);
    expect(samenessOf(first.get(), second.get())).toEqual({same: 2});
    second.add([row(4, {loss: 9}), row(5, {loss: 1, accuracy: 0.5 + 2 ** -53})]);
    expect(samenessOf(first.get(), second.get())).toEqual({same: 4, differs: 5});
  });
});
