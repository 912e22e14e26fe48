import {describe, expect, it} from 'vitest';
import {memoryNeed, planMemory} from '../../src/engine/memoryPlan.ts';
import {encoder} from '../../src/programs/encoder/index.ts';
import {openViews} from '../../src/worlds/index.ts';
import {encoderSpec} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const MEGA = 1024 * 1024;
const NEED = {shared: 100, member: 30, largest: 20};

async function needOf(settings: object) {
  const [stage] = encoderSpec(settings).stages;
  const spec = stage.spec as Parameters<typeof encoder.working & object>[0];
  return memoryNeed(encoder, spec, await openViews(spec.world, dataFolder), stage.steps);
}

describe('the plan of memory', () => {
  it('lets all members train side by side when they fit', () => {
    expect(planMemory(NEED, 5, {total: 250, tensor: 100}, {})).toBe(5);
  });

  it('splits them by what is left beside the shared data, and by the largest tensor', () => {
    expect(planMemory(NEED, 16, {total: 250, tensor: 1000}, {})).toBe(5);
    expect(planMemory(NEED, 16, {total: 10_000, tensor: 61}, {})).toBe(3);
  });

  it('refuses what does not fit once, with the numbers', () => {
    const need = {shared: 100 * MEGA, member: 900 * MEGA, largest: 40 * MEGA};
    const settings = {training: {batch: 4096}, model: {width: 512}};
    const limits = {total: 1024 * MEGA, tensor: 128 * MEGA};
    expect(() => planMemory({...need, member: 2460 * MEGA}, 1, limits, settings)).toThrow(
      'This device has 1.0 GiB; the run needs 2.5 GiB. Lower the batch (now 4,096) or the width (now 512).',
    );
    expect(() => planMemory(need, 1, {...limits, total: 512 * MEGA}, {training: {batch: 64}})).toThrow(
      'This device has 512 MiB; the run needs 1000 MiB. Lower the batch (now 64).',
    );
    expect(() => planMemory({...need, largest: 200 * MEGA}, 1, {...limits, total: 2048 * MEGA}, {})).toThrow(
      'This device takes tensors of at most 128 MiB; the run needs one of 200 MiB. Choose a smaller run.',
    );
  });

  it('grows with the batch by as much for each pair', async () => {
    const [small, middle, large] = await Promise.all(
      [128, 256, 512].map((batch) => needOf({world: {kind: 'latent', points: 5000}, training: {batch}})),
    );
    expect(middle.member - small.member).toBe((large.member - middle.member) / 2);
    expect(large.shared).toBe(small.shared);
  });

  it('counts the layers of one chunk where a batch goes through in chunks', async () => {
    const need = (batch: number, chunk: string) =>
      needOf({world: {kind: 'latent', points: 5000}, model: {depth: 4, width: 512}, training: {batch, chunk}});
    const [whole, chunked, small] = [await need(4096, 'off'), await need(4096, '64'), await need(32, 'off')];
    expect(chunked.member).toBeLessThan(whole.member / 5);
    expect(chunked.largest).toBeLessThan(whole.largest);
    // A pair that goes through at once with its like, and what is kept of every pair.
    expect(chunked.member).toBeGreaterThan(small.member);
  });

  it('counts the moments of the optimiser', async () => {
    const world = {kind: 'latent'};
    const [adam, sgd] = [
      await needOf({world, training: {kind: 'adamW'}}),
      await needOf({world, training: {kind: 'sgd'}}),
    ];
    // 2-128-64 and 64-3, a second moment each.
    expect(adam.member - sgd.member).toBe(4 * (3 * 128 + 129 * 64 + 65 * 3));
  });
});
