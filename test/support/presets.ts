/** Runs of presets, and what they measure. */

import {Run} from '../../src/engine/run.ts';
import {language} from '../../src/programs/index.spec.ts';
import {assign} from '../../src/spec/index.ts';
import {presetNamed} from './allPresets.ts';
import {atLength} from './long.ts';
import {programs} from './programs.ts';
import {dataFolder} from './worlds.ts';

const SEEDS = atLength([1, 2, 3], [1]);
const STEPS = 400;

/** A preset's run after its last step, for a seed and with some settings changed, and what it measured last. */
export async function ended(id: string, seed: number, changes: Record<string, unknown> = {}, steps = STEPS) {
  const {spec} = presetNamed(id)!;
  const [stage] = spec.stages;
  const settings = Object.entries(changes).reduce((all, [path, value]) => assign(all, path, value), stage.spec);
  const checked = language.check({...spec, seed, stages: [{...stage, spec: settings, steps}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  const run = await Run.open({spec: checked.value, programs, resources: dataFolder});
  const values: Record<string, number> = {};
  while (!run.finished) {
    run.advance();
    if (run.tick % 50 > 0 && !run.finished) continue;
    for (const {values: now} of (await run.collect()).metrics) {
      for (const [name, [value]] of Object.entries(now)) values[name] = value;
    }
  }
  return {run, values};
}

export async function end(...what: Parameters<typeof ended>) {
  const {run, values} = await ended(...what);
  run.dispose();
  return values;
}

/** The last value of a metric for each seed. */
export async function all(
  id: string,
  metric: string,
  changes?: Record<string, unknown>,
  {steps = STEPS, seeds = SEEDS} = {},
) {
  const values: number[] = [];
  for (const seed of seeds) values.push((await end(id, seed, changes, steps))[metric]);
  return values;
}
