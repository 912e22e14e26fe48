import {describe, expect, it} from 'vitest';
import {
  advanceTo,
  checkpointChecks,
  compareTraces,
  moveChecks,
  open,
  populationChecks,
  traceOf,
} from '../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {atLength} from '../support/long.ts';
import {expectAllHold} from '../support/rows.ts';
import {encoderSpec} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

/** On plain JavaScript, which is slow, not every case. */
const someOn = (backend: string): number => (backend === 'cpu' ? atLength(1, 4) : 1);

onBackends(['cpu', 'wasm'], (backend) => {
  describe('to the bit', () => {
    it('a member of a population is the run alone', async () =>
      expectAllHold(await populationChecks('', someOn(backend))));
    it('a continued run is the run without a pause', async () => expectAllHold(await checkpointChecks()));
    it('a move acts from the next tick on, and replays', async () => expectAllHold(await moveChecks()));
  });
});

onBackends(['wasm'], () => {
  it.each([
    ['emoji', {kind: 'emoji', resolution: '8'}],
    ['emoji and keywords', {kind: 'pairs', resolution: '8'}],
  ])('a member of a population that learns %s is the run alone, to the bit', async (_, world) => {
    const spec = encoderSpec({world, model: {width: 64}, training: {batch: 16, evaluateEvery: 5}});
    const seeds = [7, 8, 9];
    const resources = {resources: dataFolder};
    const together = await open(
      spec,
      seeds.map((seed) => ({seed})),
      resources,
    );
    advanceTo(together, 5);
    const population = await traceOf(together);
    together.dispose();
    for (const [r, seed] of seeds.entries()) {
      const alone = await open({...spec, seed}, undefined, resources);
      advanceTo(alone, 5);
      expect(compareTraces(population, await traceOf(alone), r, seeds.length)).toEqual({slots: 0, metrics: 0});
      alone.dispose();
    }
  });
});
