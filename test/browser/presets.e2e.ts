import {addressOf} from '../../src/app/addressOf.ts';
import {language} from '../../src/programs/index.spec.ts';
import {PRESETS_OF, presetNamed} from '../support/allPresets.ts';
import {everyNth, long} from '../support/long.ts';
import {choosePreset, expect, reach, test} from './support/lab.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

for (const [lab, address, tag] of [
  ['sphere', '/', {}],
  ['reward', '/#/reward', long],
] as const) {
  test(`presets of the ${lab} lab are one click away and train`, tag, async ({page}) => {
    await page.goto(address);
    for (const [i, preset] of everyNth(4, PRESETS_OF[lab]).entries()) {
      if (i > 0) await choosePreset(page, preset.id);
      const titles = [preset.figure, ...(preset.states ?? [])].map(({title}) => title);
      await expect(page.getByRole('heading', {level: 1})).toHaveText(
        new RegExp(`^(${titles.map(escaped).join('|')})$`),
      );
      await expect(page.getByTestId(`field-${preset.turn}`)).toBeVisible();
      await reach(page, 2);
      expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
    }
  });
}

test('the headline says what is seen, now and at the step that one looks back to', long, async ({page}) => {
  const preset = presetNamed('circle');
  const [{spec, ...stage}] = preset.spec.stages;
  const settings = {...(spec as object), training: {kind: 'adamW', learningRate: 0.01, evaluateEvery: 5}};
  const checked = language.check({...preset.spec, stages: [{...stage, spec: settings, steps: 300}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  await page.goto(`/#${addressOf(preset, checked.value)}`);
  const headline = page.getByRole('heading', {level: 1});
  await reach(page, 300);
  await expect(headline).toHaveText(preset.states![0].title);
  await page.getByTestId('timeline').getByRole('slider').press('Home');
  await expect(headline).toHaveText(preset.figure.title);
  await page.getByTestId('timeline-live').click();
  await expect(headline).toHaveText(preset.states![0].title);
});

test('alignment alone collapses; the circle fills', long, async ({page}) => {
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
