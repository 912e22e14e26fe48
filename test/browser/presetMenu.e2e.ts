import type {Locator, Page} from '@playwright/test';
import {PRESETS_OF} from '../support/allPresets.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {choosePreset, expect, reach, setValue, smallRun, test} from './support/lab.ts';

const itemsOf = (page: Page): Locator => page.getByRole('menuitemradio');

/** The files of pictures that a page asks for, as they come. */
function picturesAskedBy(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/pictures-[\w-]+\.js$/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

for (const [lab, address, tag] of [
  ['sphere', '/#/lab/circle', {}],
  ['reward', '/#/reward/football', long],
] as const) {
  test(
    `the menu of the ${lab} lab shows every preset under a heading with a picture, which comes when it is opened`,
    tag,
    async ({page}) => {
      const asked = picturesAskedBy(page);
      await page.goto(address);
      await reach(page, 2);
      // The menu itself is there by now.
      await expect(page.locator('button[data-testid="preset"]')).toBeVisible();
      expect(asked).toEqual([]);
      await page.getByTestId('preset').click();
      await expect(itemsOf(page)).toHaveCount(PRESETS_OF[lab].length);
      await expect(page.locator('.preset-picture:has(path)')).toHaveCount(PRESETS_OF[lab].length);
      expect(asked).toHaveLength(1);
      const groups = new Set(PRESETS_OF[lab].map(({group}) => group));
      await expect(page.getByRole('dialog').getByRole('group')).toHaveCount(groups.size);
      await expectNothingSerious(page, '[role="dialog"]');
    },
  );
}

test('the menu is searched by title and text, and arrow keys go from the field into the list', async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  await page.getByTestId('preset').focus();
  await page.keyboard.press('Enter');
  const field = page.getByTestId('search-presets');
  await expect(field).toBeFocused();
  // One word of a title and one of a text, however they are written.
  await page.keyboard.type('CLASSES told');
  await expect(itemsOf(page)).toHaveText([/^Told the classes/]);
  await field.fill('');
  await page.keyboard.type('temperature');
  const found = PRESETS_OF.sphere.filter(({group, title, text}) => /temperature/i.test(`${group} ${title} ${text}`));
  expect(found.length).toBeGreaterThan(2);
  await expect(itemsOf(page)).toHaveCount(found.length);
  await expect(page.getByRole('status').filter({hasText: 'found'})).toHaveText(`${found.length} found`);
  // The first stands ready for Enter; the arrow goes on to the second, and the field keeps the focus.
  await expect(itemsOf(page).first()).toHaveAttribute('data-focused');
  await page.keyboard.press('ArrowDown');
  await expect(itemsOf(page).nth(1)).toHaveAttribute('data-focused');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await expect(field).not.toBeVisible();
});

test('a search that finds nothing says so, and where there is something', long, async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  await page.getByTestId('preset').click();
  await page.getByTestId('search-presets').fill('annotators');
  await expect(page.getByText('No preset of this lab has “annotators” in its title or text.')).toBeVisible();
  await expect(page.getByText(/The Reward lab has \d+\./)).toBeVisible();
  await expectNothingSerious(page, '[role="dialog"]');
  await page.getByRole('button', {name: 'Clear the search'}).click();
  await expect(itemsOf(page)).toHaveCount(PRESETS_OF.sphere.length);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).not.toBeVisible();
});

test('on a phone the menu is one press away, and a sheet over the whole screen', long, async ({page}) => {
  await page.setViewportSize({width: 390, height: 844});
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  await expect(page.getByTestId('preset')).toBeInViewport();
  await page.getByTestId('preset').click();
  const sheet = page.getByRole('dialog', {name: 'Presets'});
  const {x, y, width, height} = (await sheet.boundingBox())!;
  expect({x, width, bottom: y + height}).toEqual({x: 0, width: 390, bottom: 844});
  expect(height).toBeGreaterThan(780);
  // Nothing runs out at the side.
  expect(await sheet.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await sheet.getByRole('button', {name: 'Close'}).click();
  await expect(sheet).not.toBeVisible();
  await choosePreset(page, 'hot');
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  // The sheet of settings says what the preset asks.
  await page.getByTestId('sheet').click();
  await expect(page.getByText('The same overlapping classes at τ = 1')).toBeVisible();
});

const seed = (page: Page) => page.getByTestId('next-seed');
const panel = (page: Page, id: string) => page.getByTestId(`panel-${id}`);

test('what was made of a preset is undone in one press, and the back button undoes that', long, async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  const reset = page.getByRole('button', {name: 'Reset to preset'});
  const before = await seed(page).textContent();
  await expect(page.locator('button[data-testid="preset"]')).toBeVisible();
  await expect(reset).not.toBeVisible();

  await seed(page).click();
  await expect(reset).toBeVisible();
  await setValue(page, 'training.batch', '64');
  await page.getByTestId('arrange-plane').click();
  await page.getByRole('menuitem', {name: 'Remove'}).click();
  await expect(panel(page, 'plane')).not.toBeVisible();
  const after = await seed(page).textContent();
  expect(after).not.toBe(before);

  await reset.focus();
  await page.keyboard.press('Enter');
  await expect(reset).not.toBeVisible();
  await expect(page.getByTestId('preset')).toBeFocused();
  await expect(seed(page)).toHaveText(before!);
  await expect(page.getByTestId('value-training.batch')).toHaveValue('256');
  await expect(panel(page, 'plane')).toBeVisible();
  await expect.poll(() => page.url()).toMatch(/#\/lab\/circle$/);
  await reach(page, 1);

  await page.goBack();
  await expect(seed(page)).toHaveText(after!);
  await expect(page.getByTestId('value-training.batch')).toHaveValue('64');
  await expect(panel(page, 'plane')).not.toBeVisible();
  await expect(reset).toBeVisible();
  await reach(page, 1);
});

test('values for the next run, which no link has yet, are undone and found again as well', async ({page}) => {
  const preset = PRESETS_OF.sphere[0].spec.stages[0].spec as {objective: {temperature: number}};
  await page.goto(`/${smallRun({steps: 3})}`);
  await page.waitForFunction(() => window.__lab?.phase === 'finished');
  await setValue(page, 'objective.temperature', '0.25');
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.25');
  await page.getByTestId('reset-preset').click();
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue(String(preset.objective.temperature));
  await page.goBack();
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.25');
});
