import {mean, sampleStandardDeviation} from 'simple-statistics';
import {expect, it} from 'vitest';
import {PRESETS} from '../support/allPresets.ts';
import {onBackends} from '../support/backends.ts';
import {whenLong} from '../support/long.ts';
import {end} from '../support/presets.ts';

const SEEDS = [1, 2, 3];
/** A tenth of the preset's length: enough to see it learn. */
const STEPS = 300;
/** The 97.5 % point of Student's t with two degrees of freedom. */
const T = 4.303;

/** Recall of unseen concepts across artists, above that of mean-centred pixels. */
async function gain(seed: number): Promise<number> {
  const {recallAt1, recallAt1CentredPixels} = await end(PRESETS[0].id, seed, {}, STEPS);
  return recallAt1 - recallAt1CentredPixels;
}

onBackends(['wasm'], () => {
  it('finds unseen concepts across artists better than mean-centred pixels do', async () => {
    expect(await gain(SEEDS[0])).toBeGreaterThan(0);
  });

  whenLong(() => {
    it('and does so over three seeds', async () => {
      const gains: number[] = [];
      for (const seed of SEEDS) gains.push(await gain(seed));
      const half = (T * sampleStandardDeviation(gains)) / Math.sqrt(gains.length);
      expect(mean(gains) - half).toBeGreaterThan(0);
    });
  });
});
