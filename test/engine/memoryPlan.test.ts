import {describe, expect, it} from 'vitest';
import {type MemoryNeed, membersAtOnce, memoryNeed} from '../../src/engine/memoryPlan.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {openViews} from '../../src/worlds/index.ts';
import {encoderSpec} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const NEED = {shared: 100, slots: 10, working: 15, peak: 20, largest: 20};

async function needOf(settings: object) {
  const [stage] = encoderSpec(settings).stages;
  const spec = stage.spec as Parameters<typeof encoder.working & object>[0];
  return memoryNeed(encoder, spec, await openViews(spec.world, dataFolder), stage.steps);
}

describe('the plan of memory', () => {
  it('lets all members train side by side when they fit', () => {
    expect(membersAtOnce(NEED, 5, {total: 250, tensor: 100})).toBe(5);
  });

  it('splits them by what is left beside the shared data, and by the largest tensor', () => {
    expect(membersAtOnce(NEED, 16, {total: 250, tensor: 1000})).toBe(5);
    expect(membersAtOnce(NEED, 16, {total: 10_000, tensor: 61})).toBe(3);
    expect(membersAtOnce(NEED, 16, {total: 10, tensor: 1})).toBe(1);
  });

  it('grows with the batch by as much for each pair', async () => {
    const [small, middle, large] = await Promise.all(
      [128, 256, 512].map((batch) => needOf({world: {kind: 'latent', points: 5000}, training: {batch}})),
    );
    expect(middle.working - small.working).toBe((large.working - middle.working) / 2);
    expect(large.slots).toBe(small.slots);
    expect(large.shared).toBe(small.shared);
  });

  it('counts the layers of one chunk where a batch goes through in chunks', async () => {
    const need = (batch: number, chunk: string) =>
      needOf({world: {kind: 'latent', points: 5000}, model: {depth: 4, width: 512}, training: {batch, chunk}});
    const [whole, chunked, small] = [await need(4096, 'off'), await need(4096, '64'), await need(32, 'off')];
    const member = ({slots, working}: MemoryNeed) => slots + working;
    expect(member(chunked)).toBeLessThan(member(whole) / 5);
    expect(chunked.largest).toBeLessThan(whole.largest);
    // A pair that goes through at once with its like, and what is kept of every pair.
    expect(member(chunked)).toBeGreaterThan(member(small));
  });

  it('counts the moments of the optimiser', async () => {
    const world = {kind: 'latent'};
    const [adam, sgd] = [
      await needOf({world, training: {kind: 'adamW'}}),
      await needOf({world, training: {kind: 'sgd'}}),
    ];
    // 2-128-64 and 64-3, a second moment each.
    expect(adam.slots - sgd.slots).toBe(4 * (3 * 128 + 129 * 64 + 65 * 3));
  });
});
