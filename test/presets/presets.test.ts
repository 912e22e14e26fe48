import {expect, it} from 'vitest';
import type {Points} from '../../src/worlds/points.ts';
import {onBackends} from '../support/backends.ts';
import {whenLong} from '../support/long.ts';
import {all, ended} from '../support/presets.ts';

/** How widely the points of a class are spread: 1 minus the length of their mean, for the first class and the last. */
async function spreads(id: string, changes?: Record<string, unknown>) {
  const {run} = await ended(id, 1, changes);
  run.show('showPoints');
  const [{data, shape}] = (await run.collect()).frames;
  const {points} = run.world as {points: Points};
  run.dispose();
  if (points.kind !== 'things') throw new Error('These are things.');
  const [count, d] = shape;
  const spreadOf = (group: number) => {
    const rows = Array.from({length: count}, (_, i) => i).filter((i) => points.groupOf[i] === group);
    const mean = Array.from({length: d}, (_, k) => rows.reduce((sum, i) => sum + data[i * d + k], 0) / rows.length);
    return 1 - Math.hypot(...mean);
  };
  return [spreadOf(0), spreadOf(points.groups.length - 1)];
}

const two = {seeds: [1, 2]};

/** What the sentences of presets promise, on fixed seeds; measured over three: in the comments. */
onBackends(['wasm'], () => {
  it('alignment alone leaves one direction, with uniformity there are many', async () => {
    // Rank 1.14 for three seeds after 100 steps (1.03 after 400), and 26 with uniformity.
    const few = {steps: 100, seeds: [1]};
    const collapsed = Math.max(...(await all('collapse', 'effectiveRank', {}, few)));
    const cured = Math.min(...(await all('collapse', 'effectiveRank', {'objective.uniformityWeight': 1}, few)));
    expect(collapsed).toBeLessThan(1.5);
    expect(cured).toBeGreaterThan(8);
  });

  it('a shortcut hides the classes until the views lose it', async () => {
    // 0.51 at the most, and 0.97.
    const hidden = Math.max(...(await all('suppression', 'kNearest')));
    const found = Math.min(...(await all('suppression', 'kNearest', {'world.shortcutLost': 1})));
    expect(found - hidden).toBeGreaterThan(0.3);
  });

  whenLong(() => {
    it('told the classes, each gathers in one place; InfoNCE leaves them apart', async () => {
      // Tolerance 0.95, and 0.47 to 0.53.
      const told = Math.min(...(await all('told', 'tolerance', {}, two)));
      const guessed = Math.max(...(await all('told', 'tolerance', {objective: {kind: 'infoNCE'}}, two)));
      expect(told - guessed).toBeGreaterThan(0.3);
    });

    it('without the push of false negatives classes stay closer together', async () => {
      // Tolerance 0.55, and 0.45 to 0.49.
      const corrected = Math.min(...(await all('false-negatives', 'tolerance', {}, two)));
      const pushed = Math.max(...(await all('false-negatives', 'tolerance', {'objective.share': 0}, two)));
      expect(corrected - pushed).toBeGreaterThan(0.03);
    });

    it('a batch of eight shows less shared information than log 8, a large one more', async () => {
      // 1.6 nats with 8 pairs, 2.9 with 512.
      const few = Math.max(...(await all('batch', 'mutualInformation')));
      const many = Math.min(...(await all('batch', 'mutualInformation', {'training.batch': 512}, {seeds: [1]})));
      expect(few).toBeLessThan(Math.log(8));
      expect(many).toBeGreaterThan(Math.log(8) + 0.5);
    });

    it('hard negatives find more concepts across artists than even ones', async () => {
      // R@1 0.33, and 0.24.
      const short = {steps: 200, seeds: [1]};
      const hard = Math.min(...(await all('hard-negatives', 'recallAt1', {}, short)));
      const even = Math.max(...(await all('hard-negatives', 'recallAt1', {'objective.hardness': 0}, short)));
      expect(hard - even).toBeGreaterThan(0.05);
    });

    it('without negatives the stop-gradient keeps points apart', async () => {
      // Uniformity -0.89 at the most, and -0.02 at the least.
      const still = Math.max(...(await all('no-negatives', 'uniformity')));
      const both = Math.min(...(await all('no-negatives', 'uniformity', {'objective.stopGradient': false})));
      expect(both - still).toBeGreaterThan(0.5);
    });

    it('kNN says nothing about that collapse: before the head the classes are apart from the beginning', async () => {
      // 1.00 in all three, with all points in one place and with random weights.
      const few = {steps: 200, seeds: [1]};
      const [collapsed] = await all('no-negatives', 'kNearest', {'objective.stopGradient': false}, few);
      const [untrained] = await all('no-negatives', 'kNearest', {'training.learningRate': 0.00001}, few);
      expect(Math.min(collapsed, untrained)).toBeGreaterThan(0.98);
    });

    it('the first class of a long tail takes more room than the last', async () => {
      // 0.71 against 0.02; of even classes 0.22 against 0.31.
      const [first, last] = await spreads('long-tail');
      const even = await spreads('long-tail', {'world.imbalance': 1});
      expect(first / last).toBeGreaterThan(2);
      expect(even[0] / even[1]).toBeLessThan(1.5);
    });

    it('two modalities meet when the temperature is raised', async () => {
      // Distance of the centres 1.9, and 0.1 at the higher temperature, from the preset's own beginning.
      const few = {steps: 200, seeds: [1]};
      const [apart] = await all('modality-gap', 'modalityGap', {}, few);
      const [together] = await all('modality-gap', 'modalityGap', {'objective.temperature': 0.5}, few);
      expect(apart - together).toBeGreaterThan(1);
    });

    it('too cold leaves holes, too hot leaves bands: in between points are spread most evenly', async () => {
      // Uniformity -1.69 and -1.84, and -2.07 at 0.1.
      const cold = Math.min(...(await all('cold', 'uniformity')));
      const hot = Math.min(...(await all('hot', 'uniformity')));
      const between = Math.max(...(await all('hot', 'uniformity', {'objective.temperature': 0.1})));
      expect(Math.min(cold, hot) - between).toBeGreaterThan(0.1);
    });

    it('holes leave the centre of all points beside the middle; bands go all the way round', async () => {
      // Anisotropy 0.14 to 0.23, and 0.00: so uniformity counts bands as the better spread.
      const [holes, bands] = [await all('cold', 'anisotropy'), await all('hot', 'anisotropy')];
      expect(Math.min(...holes)).toBeGreaterThan(0.08);
      expect(Math.max(...bands.map(Math.abs))).toBeLessThan(0.02);
    });

    it('two artists teach what two changes of one picture do not', async () => {
      const few = {steps: 200, seeds: [1]};
      // R@1 0.31, and 0.18.
      const [artists] = await all('emoji', 'recallAt1', {}, few);
      const [changes] = await all('augmentation', 'recallAt1', {}, few);
      expect(artists - changes).toBeGreaterThan(0.05);
    });
  });
});
