import {PRESETS_OF} from '../support/allPresets.ts';
import {everyNth} from '../support/long.ts';
import {choosePreset, expect, reach, test} from './support/lab.ts';

for (const [lab, address] of [
  ['sphere', '/'],
  ['reward', '/#/reward'],
] as const) {
  test(`presets of the ${lab} lab are one click away and train`, async ({page}) => {
    await page.goto(address);
    for (const [i, preset] of everyNth(4, PRESETS_OF[lab]).entries()) {
      if (i > 0) await choosePreset(page, preset.id);
      await expect(page.getByRole('heading', {level: 1})).toHaveText(preset.figure.title);
      await expect(page.getByTestId(`field-${preset.turn}`)).toBeVisible();
      await reach(page, 2);
      expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
    }
  });
}

test('alignment alone collapses; the circle fills', async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 120);
  // No points on a circle can be more uniform than log of the Bessel function e^-4 I0(4).
  expect(await page.evaluate(() => window.__lab.metrics.uniformity)).toBeLessThan(-1.2);
  await page.goto('/#/lab/collapse');
  await expect(page.getByTestId('preset')).toContainText('Collapse');
  await reach(page, 60);
  const {uniformity, alignment} = await page.evaluate(() => window.__lab.metrics);
  expect(uniformity).toBeGreaterThan(-0.3);
  expect(alignment).toBeLessThan(0.1);
});
