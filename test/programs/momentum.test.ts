import {describe, expect, it} from 'vitest';
import type {SlotValues} from '../../src/engine/records.ts';
import type {Run} from '../../src/engine/run.ts';
import {open, slotsIn} from '../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';

const [BATCH, KEPT, HEAD] = [16, 64, 3];
const COPY = 'momentum/';

const specOf = (momentum: number) =>
  encoderSpec({
    world: {kind: 'latent', points: 500},
    model: {width: 16, representation: 16, head: HEAD},
    objective: {kind: 'momentumQueue', queue: KEPT, momentum},
    training: {batch: BATCH, warmup: 0, learningRate: 0.05},
  });

const slotsOf = async (run: Run) =>
  new Map([...slotsIn(await run.checkpoint())].map(([name, x]) => [name, Array.from(x)]));

/** Where the second views of the next batch lie for the momentum encoder: shown by a run whose encoder it is. */
async function keysOf(run: Run): Promise<number[]> {
  const checkpoint = await run.checkpoint();
  const [cohort] = checkpoint.cohorts;
  const known = slotsIn(checkpoint);
  const slots = cohort.slots.map(([name, values, axis]): SlotValues => [name, known.get(COPY + name) ?? values, axis]);
  const other = await open(run.spec);
  await other.collect();
  await other.restore({...checkpoint, cohorts: [{...cohort, slots}]});
  other.show('showBatch');
  const [{data, shape}] = (await other.collect()).frames;
  other.dispose();
  // [row of the points, label, point, push] of every view.
  expect(shape).toEqual([2 * BATCH, 2 + 2 * HEAD]);
  return Array.from({length: BATCH}, (_, i) => (BATCH + i) * shape[1]).flatMap((at) =>
    Array.from(data.subarray(at + 2, at + 2 + HEAD)),
  );
}

onBackends(['cpu', 'wasm'], () => {
  describe('the momentum encoder and its queue', () => {
    it('begin as the encoder itself, and with points on the sphere', async () => {
      const run = await open(specOf(0.9));
      const slots = await slotsOf(run);
      const copies = [...slots.keys()].filter((name) => name.startsWith(COPY));
      // Two dense layers to the representation, and the head.
      expect(copies).toHaveLength(6);
      for (const copy of copies) expect(slots.get(copy)).toEqual(slots.get(copy.slice(COPY.length)));
      const queue = slots.get('queue/points')!;
      expect(queue).toHaveLength(KEPT * HEAD);
      for (let at = 0; at < queue.length; at += HEAD) {
        expect(Math.hypot(...queue.slice(at, at + HEAD))).toBeCloseTo(1, 6);
      }
      run.dispose();
    });

    it.each([0, 0.7])('with momentum %s the copy is m copy + (1 - m) encoder, of before the step', async (m) => {
      const run = await open(specOf(m));
      for (let tick = 0; tick < 4; tick++) {
        const before = await slotsOf(run);
        run.advance();
        const after = await slotsOf(run);
        for (const name of [...after.keys()].filter((one) => one.startsWith(COPY))) {
          const [copy, encoder] = [before.get(name)!, before.get(name.slice(COPY.length))!];
          const far = Math.max(...after.get(name)!.map((x, i) => Math.abs(x - (m * copy[i] + (1 - m) * encoder[i]))));
          expect(far).toBeLessThan(1e-6);
        }
      }
      run.dispose();
    });

    it('the newest targets take the place of the oldest', async () => {
      const run = await open(specOf(0.7));
      for (let tick = 0; tick < 5; tick++) {
        const queue = (await slotsOf(run)).get('queue/points')!;
        const keys = await keysOf(run);
        run.advance();
        const now = (await slotsOf(run)).get('queue/points')!;
        expect(now.slice(BATCH * HEAD)).toEqual(queue.slice(0, -BATCH * HEAD));
        expect(now.slice(0, BATCH * HEAD)).toEqual(keys);
      }
      run.dispose();
    });

    it('a queue that is shorter than the batch keeps what fits', async () => {
      const run = await open(
        encoderSpec({
          world: {kind: 'latent', points: 500},
          objective: {kind: 'momentumQueue', queue: KEPT},
          training: {batch: 2 * KEPT},
        }),
      );
      run.advance();
      run.advance();
      expect((await slotsOf(run)).get('queue/points')).toHaveLength(KEPT * HEAD);
      run.dispose();
    });
  });
});
