import {readFile} from 'node:fs/promises';
import {mean, sampleStandardDeviation} from 'simple-statistics';
import {expect, it} from 'vitest';
import {PRESETS} from '../../src/app/presets.ts';
import {Run} from '../../src/engine/run.ts';
import {programs} from '../../src/programs/catalogue.ts';
import {onBackends} from './support/backends.ts';

const SEEDS = [1, 2, 3];
/** A tenth of the preset's length: enough to see it learn. */
const STEPS = 300;
/** The 97.5 % point of Student's t with two degrees of freedom. */
const T = 4.303;

async function recallOfPreset(seed: number): Promise<{learned: number; pixels: number}> {
  const {spec} = PRESETS[0];
  const run = await Run.open({
    spec: {...spec, seed, stages: [{...spec.stages[0], steps: STEPS}]},
    programs,
    resources: {file: async (path) => new Uint8Array(await readFile(`public/data/${path}`))},
  });
  const values: Record<string, number> = {};
  while (!run.finished) {
    run.advance();
    if (run.tick % 50 > 0 && !run.finished) continue;
    for (const {values: now} of (await run.collect()).metrics) {
      for (const [name, [value]] of Object.entries(now)) values[name] = value;
    }
  }
  run.dispose();
  return {learned: values.recallAt1, pixels: values.recallAt1CentredPixels};
}

onBackends(['wasm'], () => {
  it('finds unseen concepts across artists better than mean-centred pixels do, over three seeds', {
    timeout: 300_000,
  }, async () => {
    const gains: number[] = [];
    for (const seed of SEEDS) {
      const {learned, pixels} = await recallOfPreset(seed);
      gains.push(learned - pixels);
    }
    const half = (T * sampleStandardDeviation(gains)) / Math.sqrt(gains.length);
    expect(mean(gains) - half).toBeGreaterThan(0);
  });
});
