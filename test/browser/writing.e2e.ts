import type {Page} from '@playwright/test';
import {addressOf} from '../../src/app/addressOf.ts';
import {language} from '../../src/programs/index.spec.ts';
import {presetNamed} from '../support/allPresets.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {ENDLESS, expect, isDrawn, reach, stepOf, test} from './support/lab.ts';

/** A linear model that reads the attributes, in a run of milliseconds a step. */
function address(panels: readonly string[], world: object = {}): string {
  const {spec} = presetNamed('length-biased')!;
  const [stage] = spec.stages;
  const before = stage.spec as Record<string, Record<string, unknown>>;
  const settings = {
    ...before,
    world: {...before.world, pairs: 250, ...world},
    model: {kind: 'linear'},
    training: {...before.training, batch: 64, evaluateEvery: 10},
  };
  const checked = language.check({...spec, stages: [{...stage, spec: settings, steps: ENDLESS}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return `/#${addressOf(presetNamed('length-biased')!, checked.value, panels)}`;
}

const rewardOf = async (page: Page): Promise<number> =>
  Number((await page.getByTestId('written-reward').textContent())!.replace('−', '-'));

test('words of a pair are tinted by what they add, and read one by one by keyboard; the reasons are told', async ({
  page,
}) => {
  await page.goto(address(['reading', 'curves'], {ties: 0.5}));
  await reach(page, 60);
  await page.getByTestId('play').click();
  const reading = page.getByTestId('reading');
  await expect(reading.locator('button.token[data-adds]').first()).toBeVisible();
  await expect(page.getByTestId('panel-reading')).toContainText(/Why (A|B|neither): .*[+−]\d\.\d\d/);
  const first = reading.getByRole('group', {name: /^Words of answer A/}).getByRole('button');
  await first.nth(0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(first.nth(1)).toBeFocused();
  await expect(page.getByTestId('word-scale')).toHaveText(/“.+” [+−]?\d+\.\d\d: the reward is .* without it/);
  // One stop for Tab in the words of each answer, and one for the button over them.
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('add-filler-B')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(
    reading
      .getByRole('group', {name: /^Words of answer B/})
      .getByRole('button')
      .first(),
  ).toBeFocused();
  // The table has them all.
  await page
    .getByTestId('panel-reading')
    .getByRole('button', {name: /^Table/})
    .click();
  await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(
    3 + (await reading.locator('button.token').count()),
  );
});

test('an answer of one’s own is put together by keyboard, and its reward moves with it', long, async ({page}) => {
  await page.goto(address(['reading', 'curves']));
  await reach(page, 150);
  await page.getByTestId('play').click();
  await page.getByTestId('write-own').press('Enter');
  const field = page.getByTestId('write-word');
  await expect(field).toBeFocused();
  await expect(page.getByTestId('written-reward')).toHaveText('0.00');

  await page.getByTestId('offer-Right facts').press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('written-reward')).not.toHaveText('0.00');
  const fact = await rewardOf(page);
  expect(fact).toBeGreaterThan(0);
  const writing = page.getByTestId('writing');
  await expect(writing).toContainText(/facts 1 · length \d/);
  await expect(writing.locator('.writing-said')).toHaveText(/^reward \+\d\.\d\d, against A \d+ %/);

  // Insults cost more than their words bring.
  await page.getByTestId('offer-Rude').press('Enter');
  await page.keyboard.press('Enter');
  await expect(writing).toContainText('rudeness 1');
  await expect.poll(() => rewardOf(page)).toBeLessThan(fact);

  // Any words: known ones are added, the others named; Backspace takes the last away.
  const chips = writing.getByRole('row');
  const before = await chips.count();
  await field.fill('water zebra egg');
  await field.press('Enter');
  await expect(chips).toHaveCount(before + 2);
  await expect(writing).toContainText('Not among the model’s words: zebra.');
  await field.press('Backspace');
  await field.press('Backspace');
  await expect(chips).toHaveCount(before);
  // One of the offered completions.
  await field.pressSequentially('wat');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chips).toHaveCount(before + 1);
  await chips.last().focus();
  await page.keyboard.press('Delete');
  await expect(chips).toHaveCount(before);

  await page.getByTestId('write-clear').press('Enter');
  await expect(page.getByTestId('written-reward')).toHaveText('0.00');
  await page.getByTestId('write-from-A').press('Enter');
  await expect(writing).toContainText('better than A with a chance of 50 %');

  // Filler behind it: the reward moves, the true worth does not, and both are told.
  await page.getByTestId('add-filler-own').press('Enter');
  const filler = page.getByTestId('filler-own');
  await expect(filler).toContainText(/truly[+−]?\d\.\d\d → [+−]?\d\.\d\d ±0\.00/);
  await expect(filler.locator('[aria-live="polite"]')).toHaveText(
    /^1 filler sentence, 1\d tokens more: reward .*; true worth .*, ±0\.00\.$/,
  );
  await expect(page.getByTestId('chart-reward-length')).toContainText('with filler');
  await page.getByTestId('take-filler').press('Enter');
  await expect(writing).toContainText('better than A with a chance of 50 %');
  await page.getByTestId('add-filler-A').press('Enter');
  await expect(page.getByTestId('filler-A')).toContainText('±0.00');
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
});

test('a written answer stays while the run trains, and while the reader is in the other lab', long, async ({page}) => {
  await page.goto(address(['writing', 'curves']));
  await reach(page, 10);
  await page.getByTestId('offer-Filler').click();
  await page.getByRole('menuitem').first().click();
  const chips = page.getByTestId('writing').getByRole('row');
  await expect(chips.first()).toBeVisible();
  const words = await chips.allInnerTexts();
  const reward = await rewardOf(page);
  await reach(page, (await stepOf(page)) + 150);
  await expect.poll(() => rewardOf(page)).not.toBe(reward);
  // A slider acts at the next step; nothing begins anew.
  await page.getByTestId('value-world.lengthBias').fill('-1');
  await page.getByTestId('value-world.lengthBias').press('Enter');
  await reach(page, (await stepOf(page)) + 30);
  expect(await chips.count()).toBe(words.length);
  await page.getByTestId('lab-sphere').click();
  await expect(page.getByTestId('panel-hypersphere')).toBeVisible();
  await reach(page, 1);
  await page.getByTestId('lab-reward').click();
  await expect(chips).toHaveCount(words.length);
  await expect(page.getByTestId('written-reward')).toHaveText(/\d\.\d\d/);
});

test('nothing to hold against tinted words and the picker', long, async ({page}) => {
  await page.goto(address(['reading', 'writing']));
  await reach(page, 60);
  await page.getByTestId('play').click();
  await page.getByTestId('write-from-B').click();
  await expect(page.getByTestId('writing').getByRole('row').first()).toBeVisible();
  await isDrawn(page);
  await expectNothingSerious(page, '.side');
});
