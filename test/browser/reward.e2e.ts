import {addressOf} from '../../src/app/addressOf.ts';
import {language} from '../../src/programs/index.spec.ts';
import {presetNamed} from '../support/allPresets.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {
  choosePreset,
  ENDLESS,
  expect,
  expectHintsApart,
  expectNoHintsBesideHelp,
  isDrawn,
  reach,
  setValue,
  standStill,
  stepOf,
  test,
} from './support/lab.ts';

/** A run that takes milliseconds a step. */
function small(preset: string, settings: Record<string, unknown> = {}, panels?: readonly string[]): string {
  const {spec} = presetNamed(preset)!;
  const [stage] = spec.stages;
  const before = stage.spec as Record<string, Record<string, unknown>>;
  const changed = {
    ...before,
    ...settings,
    world: before.world.kind === 'matches' ? before.world : {...before.world, pairs: 250},
    training: {...before.training, batch: 64, evaluateEvery: 10},
  };
  const checked = language.check({...spec, stages: [{...stage, spec: changed, steps: ENDLESS}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return `/#${addressOf(presetNamed(preset)!, checked.value, panels)}`;
}

const correlation = (page: import('@playwright/test').Page): Promise<number> =>
  page.evaluate(() => window.__lab.metrics.lengthCorrelation);

test('a reward model learns to like length when annotators do, and one sees it', async ({page}) => {
  await page.goto(small('length-biased', {model: {kind: 'linear'}}));
  await reach(page, 150);
  await expect(page.getByTestId('reward-length-correlation')).toHaveText(/^0\.\d\d$/);
  const biased = await correlation(page);
  const panel = page.getByTestId('panel-reward-length');
  const judge = (await panel.textContent())!.match(/an unbiased judge, r = 0\.\d\d/)![0];
  // Turning the slider acts at the next step.
  await page.getByTestId('value-world.lengthBias').fill('-1');
  await page.getByTestId('value-world.lengthBias').press('Enter');
  await reach(page, (await stepOf(page)) + 200);
  expect(await correlation(page)).toBeLessThan(biased - 0.2);
  await expect(panel).toContainText(judge);
  // Who wants to draw first begins again at step 0, and is told how far off the line is.
  await page.getByTestId('draw-first').press('Enter');
  await expect(page.getByTestId('expected')).toBeFocused();
  await expect(page.getByTestId('ask')).toBeHidden();
  await expect(page.getByTestId('expected-done')).toBeDisabled();
  for (const [i, reward] of ['-1', '2'].entries()) {
    await page.getByTestId(`sketch-${i}`).fill(reward);
    await page.getByTestId(`sketch-${i}`).press('Tab');
  }
  expect(await stepOf(page)).toBe(0);
  await page.getByTestId('expected-done').press('Enter');
  await expect(page.getByTestId('expected-off')).toHaveText(
    /You drew a rise of 3\.00 from 5 to 96 tokens; it is a (rise|fall) of .* now\. On average your line is .* off\./,
  );
  await reach(page, 20);
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
});

test('a link brings back the lab of reward models with its setting', long, async ({page}) => {
  await page.goto(small('length-biased', {model: {kind: 'lengthOnly'}}));
  await reach(page, 20);
  const address = page.url();
  expect(address).toContain('#/reward/length-biased/');
  await page.goto('about:blank');
  await page.goto(address);
  await reach(page, 20);
  const spec = (await page.evaluate(() => window.__lab.spec)) as {stages: {program: string; spec: {model: object}}[]};
  expect(spec.stages[0].program).toBe('reward');
  expect(spec.stages[0].spec.model).toMatchObject({kind: 'lengthOnly'});
});

test('each lab keeps its run while the reader is in the other', long, async ({page}) => {
  await page.goto(small('length-biased'));
  await reach(page, 30);
  await page.getByTestId('lab-sphere').click();
  await expect(page.getByTestId('panel-hypersphere')).toBeVisible();
  await reach(page, 1);
  await page.getByTestId('lab-reward').click();
  await expect(page.getByRole('heading', {level: 1})).toHaveText(presetNamed('length-biased')!.figure.title);
  await page.waitForFunction(() => window.__lab.phase === 'training');
  expect(await stepOf(page)).toBeGreaterThanOrEqual(30);
  // What was measured before is still there.
  expect(Object.keys(await page.evaluate(() => window.__lab.metricsAt(10)))).toContain('accuracy');
});

test('another world speaks for itself, in place of the preset', async ({page}) => {
  await page.goto('/#/reward/');
  const preset = presetNamed('length-biased')!;
  await choosePreset(page, preset.id);
  const title = page.getByRole('heading', {level: 1});
  await expect(title).toHaveText(preset.figure.title);
  await page.getByTestId('kind-world').click();
  await page.getByTestId('kind-world-matches').click();
  await expect(title).toHaveText('Football matches');
  await expect(page.getByTestId('preset')).toContainText('changed');
  await reach(page, 2);
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
});

test('pairs are read one after another, also those that the model gets wrong', long, async ({page}) => {
  await page.goto(small('length-biased'));
  await reach(page, 30);
  await page.getByTestId('play').click();
  const reading = page.getByTestId('reading');
  await expect(reading.getByRole('article')).toHaveCount(2);
  const first = await reading.textContent();
  await page.getByTestId('next-wrong').press('Enter');
  await expect(reading).not.toHaveText(first!);
  const verdict = page.getByTestId('panel-reading');
  await expect(verdict).toContainText(/The annotator chose (A|B); the model gives (?!\1)[AB] a chance of \d+ %/);
});

test('teams stand by their strength, and choosing one reads a match of it', long, async ({page}) => {
  await page.goto(small('football', {}, ['reading']));
  await reach(page, 30);
  await expect(page.getByTestId('league-correlation')).toHaveText(/^0\.\d\d$/);
  await page.getByTestId('play').click();
  const probe = page.getByTestId('chart-league-probe');
  await probe.focus();
  await probe.press('Home');
  await expect(probe).toHaveAttribute('aria-valuetext', /95 % interval/);
  const team = (await probe.getAttribute('aria-valuetext'))!.match(/^[\p{L} ]+/u)![0].trim();
  await probe.press('Enter');
  await expect(page.getByTestId('panel-reading')).toContainText(team);
});

test('three hints on the first visit go when they are followed, and do not come back', long, async ({page}) => {
  const hints = ['taste', 'correlation', 'wrong'];
  await page.goto(small('length-biased'));
  await reach(page, 3);
  for (const name of hints) await expect(page.getByTestId(`hint-${name}`)).toBeVisible();
  await expectHintsApart(page);
  await expectNoHintsBesideHelp(page);
  for (const name of hints) await expect(page.getByTestId(`hint-${name}`)).toBeVisible();
  await setValue(page, 'world.lengthBias', '0.5');
  await expect(page.getByTestId('hint-taste')).toHaveCount(0);
  await page.getByTestId('next-wrong').click();
  await expect(page.getByTestId('hint-wrong')).toHaveCount(0);
  await page.getByTestId('hint-correlation').getByRole('button').click();
  await expect(page.getByTestId('hint-correlation')).toHaveCount(0);
  await page.reload();
  await reach(page, 1);
  for (const name of hints) await expect(page.getByTestId(`hint-${name}`)).toHaveCount(0);
});

test('what an attribute is worth is on the rail, and the weights show at once what annotators go by', async ({
  page,
}) => {
  await page.goto(small('weights', {}, ['weights']));
  await reach(page, 20);
  const probe = page.getByTestId('chart-weights-probe');
  const facts = async () => {
    await probe.focus();
    await probe.press('End');
    await probe.press('Home');
    return probe.getAttribute('aria-valuetext');
  };
  await expect.poll(facts).toMatch(/^Facts.*annotators 1\.50$/);
  await page.getByTestId('value-world.facts').fill('-1');
  await page.getByTestId('value-world.facts').press('Enter');
  await expect.poll(facts).toMatch(/^Facts.*annotators −1\.50$/);
});

test('on a phone the setting to change first stands under the figure', long, async ({page}) => {
  await page.setViewportSize({width: 390, height: 844});
  await page.goto(small('length-biased'));
  await reach(page, 10);
  const value = page.getByTestId('value-below.world.lengthBias');
  await value.fill('-1');
  await value.press('Enter');
  await expect(page.getByTestId('value-world.lengthBias')).toHaveValue(/^[-−]1(\.00)?$/);
  await page.setViewportSize({width: 1440, height: 900});
  await expect(value).toHaveCount(0);
});

test('the timeline looks back at the figure as it was, and returns to live', long, async ({page}) => {
  await page.goto(small('length-biased', {model: {kind: 'linear'}}));
  await reach(page, 200);
  const last = await standStill(page);
  const shown = page.getByTestId('reward-length-correlation');
  await page.waitForFunction((tick) => window.__heard.frames.rewards === tick, last);
  await isDrawn(page);
  const now = await shown.textContent();
  await page.getByTestId('timeline').getByRole('slider').press('Home');
  await expect(shown).not.toHaveText(now!);
  await page.getByTestId('timeline-live').click();
  await expect(shown).toHaveText(now!);
});

test('every panel of the reward lab shows the run, and has its numbers', long, async ({page}) => {
  const panels = [
    ...['curves', 'reading', 'audit', 'writing', 'bestOf', 'accuracy'],
    ...['categories', 'substance', 'margins', 'reliability', 'weights'],
  ];
  await page.setViewportSize({width: 1440, height: 1500});
  await page.goto(small('weights', {}, panels));
  await reach(page, 60);
  await standStill(page);
  for (const id of panels) {
    const panel = page.getByTestId(`panel-${id}`);
    await panel.scrollIntoViewIfNeeded();
    await panel.getByRole('button', {name: /^Table/}).click();
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

for (const [name, width, height] of [
  ['wide', 1440, 900],
  ['narrow', 390, 844],
] as const) {
  test(`${name}: nothing to hold against the reward lab`, name === 'wide' ? long : {}, async ({page}) => {
    await page.setViewportSize({width, height});
    await page.goto(small('length-biased'));
    await reach(page, 60);
    await standStill(page);
    await isDrawn(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    // Labels that are scrolled out of the rail count as none.
    await page.setViewportSize({width, height: 1500});
    await expectNothingSerious(page);
  });
}
