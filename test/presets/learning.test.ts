import {mean, sampleStandardDeviation} from 'simple-statistics';
import {expect, it} from 'vitest';
import {PRESETS} from '../support/allPresets.ts';
import {onBackends} from '../support/backends.ts';
import {end} from '../support/presets.ts';

const SEEDS = [1, 2, 3];
/** A tenth of the preset's length: enough to see it learn. */
const STEPS = 300;
/** The 97.5 % point of Student's t with two degrees of freedom. */
const T = 4.303;

async function recallOfPreset(seed: number): Promise<{learned: number; pixels: number}> {
  const values = await end(PRESETS[0].id, seed, {}, STEPS);
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
