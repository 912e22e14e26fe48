/** A sweep as the page trains it, in several shards: each member is, to the bit, the run of its spec alone. */
import {afterEach, expect, it} from 'vitest';
import type {Surroundings} from '../../src/app/experiment/surroundings.ts';
import {sweepSpec} from '../../src/app/sweep/plan.ts';
import {SweepRun} from '../../src/app/sweep/run.ts';
import {Population} from '../../src/engine/population.ts';
import {FIRST} from '../../src/presets/index.ts';
import {memberSpec, membersOf, type Spec} from '../../src/spec/index.ts';
import {latentSpec} from '../reference/checks/runs.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {drivenClient, endRunners} from '../support/driven.ts';
import {programs} from '../support/programs.ts';

afterEach(endRunners);

/** The last value of every metric of a run alone. */
async function alone(spec: Spec): Promise<Record<string, number>> {
  const run = await Population.open({spec, programs, resources: noFiles, together: 1});
  while (!run.finished) run.advance();
  const {metrics} = await run.collect();
  run.dispose();
  return Object.assign(
    {},
    ...metrics.map(({values}) => Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value]))),
  );
}

/** The sweep when everything is trained. */
async function trained(spec: Spec): Promise<SweepRun> {
  const around = {
    openClient: drivenClient,
    data: '',
    choice: () => 'wasm',
    findAdapter: async () => undefined,
    rememberBackend: () => {},
    pointsOf: async () => ({count: 0, groups: [], groupOf: new Uint8Array()}),
    beforeGpu: () => {},
    changing: () => {},
    changed: () => {},
  } as unknown as Surroundings;
  const sweep = new SweepRun(FIRST, spec, {...around, workers: 2});
  await new Promise<void>((resolve, reject) => {
    sweep.experiment.store.subscribe(
      ({phase}) => phase,
      (phase) => {
        if (phase === 'finished') resolve();
        if (phase === 'failed' || phase === 'stopped') reject(new Error(sweep.experiment.store.getState().notice));
      },
    );
    sweep.begin();
  });
  return sweep;
}

onBackends(['wasm'], () => {
  it.each([
    ['a setting that moves while a run trains', 'objective.temperature', [0.05, 0.1, 0.2, 0.8]],
    ['a setting that needs a run of its own', 'model.representation', [4, 8, 16, 32]],
    ['the batch', 'training.batch', [8, 16, 32, 64]],
  ])('over %s equals its members alone', async (_, path, values) => {
    const checked = sweepSpec(latentSpec('InfoNCE', 30), {stage: 'main', axes: [{path, values}], seeds: 2, steps: 16});
    if (!checked.ok) throw new Error(checked.sentences.join(' '));
    const spec = checked.value;
    const sweep = await trained(spec);
    const frame = sweep.frame.get();
    sweep.end();
    expect(frame.tick).toBe(16);
    for (const {index} of membersOf(spec)) {
      const expected = await alone(memberSpec(spec, index));
      expect(Object.keys(expected)).toContain('uniformity');
      const found = Object.fromEntries(frame.names.map((name) => [name, frame.value(name, index)]));
      expect(found).toEqual(expected);
    }
  });
});
