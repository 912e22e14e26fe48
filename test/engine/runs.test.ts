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
import {encoderSpec, specOf} from '../support/specs.ts';
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

  const training = {batch: 16, evaluateEvery: 20};
  const stage = (program: string, spec: object) => specOf({stages: [{id: 'main', program, steps: 30, spec}]});
  it.each([
    ['an encoder', stage('encoder', {world: {kind: 'latent'}, model: {width: 32}, training}), 'kNearest'],
    ['a reward model', stage('reward', {world: {kind: 'responses', pairs: 250}, training}), 'testLoss'],
  ])('%s that is watched is measured in its first steps too, and is the same run', async (_, spec, measured) => {
    const [plain, watched] = [await open(spec), await open(spec, undefined, {watched: true})];
    for (const run of [plain, watched]) advanceTo(run, 30);
    const [expected, found] = [await traceOf(plain), await traceOf(watched)];
    for (const [name, values] of expected.slots) expect(found.slots.get(name), name).toEqual(values);
    expect(found.metrics.map(({tick}) => tick)).toEqual(expected.metrics.map(({tick}) => tick));
    for (const [i, {values}] of expected.metrics.entries()) expect(found.metrics[i].values).toMatchObject(values);
    const at = ({metrics}: typeof found) => metrics.filter(({values}) => measured in values).map(({tick}) => tick);
    const early = measured === 'kNearest' ? [10] : [2, 5, 10];
    expect(at(found)).toEqual([...new Set([...at(expected), ...early])].sort((a, b) => a - b));
    expect(at(expected)).not.toContain(10);
    for (const run of [plain, watched]) run.dispose();
  });
});
