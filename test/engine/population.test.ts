import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {Population} from '../../src/engine/population.ts';
import {advanceTo, compareTraces, latentSpec, open, traceOf} from '../reference/checks/runs.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';

const SPEC = latentSpec('InfoNCE', 30);
const REPLICAS = [0.05, 0.1, 0.2, 0.4, 0.8].map((tau, r) => ({seed: 7 + r, hot: {'objective.temperature': tau}}));

const openIn = (together: number) =>
  Population.open({spec: SPEC, programs, resources: noFiles, replicas: REPLICAS, together});

async function traceOfPopulation(population: Population) {
  const {metrics} = await population.collect();
  return {
    metrics,
    slots: new Map((await population.checkpoint()).cohorts[0].slots.map(([name, values]) => [name, values])),
  };
}

onBackends(['cpu', 'wasm'], () => {
  describe('a population', () => {
    it.each([1, 2, 5, 8])('in groups of %i gives every member the bits that it gets in one', async (together) => {
      const whole = await open(SPEC, REPLICAS);
      advanceTo(whole, 20);
      const expected = await traceOf(whole);
      whole.dispose();
      const population = await openIn(together);
      while (population.tick < 20) population.advance();
      expect(compareTraces(await traceOfPopulation(population), expected)).toEqual({slots: 0, metrics: 0});
      population.dispose();
    });

    it('goes on from a checkpoint in other groups, to the bit', async () => {
      const straight = await openIn(5);
      while (straight.tick < 10) straight.advance();
      const checkpoint = await straight.checkpoint();
      await straight.collect();
      while (straight.tick < 20) straight.advance();
      const expected = await traceOfPopulation(straight);
      straight.dispose();
      const other = await openIn(2);
      await other.collect();
      await other.restore(structuredClone(checkpoint));
      while (other.tick < 20) other.advance();
      expect(compareTraces(await traceOfPopulation(other), expected)).toEqual({slots: 0, metrics: 0});
      other.dispose();
    });

    it('shows the frames of the member that is chosen', async () => {
      const population = await openIn(2);
      population.advance();
      const shown: string[] = [];
      for (const member of [0, 3, 4]) {
        population.choose(member);
        population.show('showPoints');
        const {frames} = await population.collect();
        expect(frames.map(({shape}) => shape)).toEqual([[500, 3]]);
        const alone = await open({...SPEC, seed: REPLICAS[member].seed}, [REPLICAS[member]]);
        alone.advance();
        alone.show('showPoints');
        expect((await alone.collect()).frames[0].data).toEqual(frames[0].data);
        alone.dispose();
        shown.push(frames[0].data.subarray(0, 9).join());
      }
      expect(new Set(shown).size).toBe(3);
      population.dispose();
    });

    it('uploads its data once, and leaves no tensor behind', async () => {
      const before = tf.memory();
      const one = await openIn(5);
      const inOne = tf.memory().numDataBuffers - before.numDataBuffers;
      const data = Object.keys((one.world as {slots: object}).slots).length;
      one.dispose();
      const five = await openIn(1);
      const inFive = tf.memory().numDataBuffers - before.numDataBuffers;
      // The wasm backend counts the scratch memory of its kernels too.
      if (tf.getBackend() === 'cpu') expect(inFive).toBeLessThanOrEqual(5 * (inOne - data) + data);
      five.dispose();
      expect(tf.memory().numTensors).toBe(before.numTensors);
    });
  });
});
