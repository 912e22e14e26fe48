import {expectNothingSerious} from './support/axe.ts';
import {expect, isDrawn, reach, test} from './support/lab.ts';

test('the catalogue is searched and filtered by keyboard, and its address keeps what was asked', async ({page}) => {
  await page.goto('/#/studies');
  await expect(page.getByTestId('found')).toContainText('162 papers');
  await expect(page).toHaveTitle(/^Studies/);
  await page.getByTestId('catalogue-search').getByRole('searchbox').focus();
  await page.keyboard.type('uniformity hypersphere');
  await expect(page.getByTestId('found')).toContainText('1 paper:');
  await expect(page).toHaveURL(/q=uniformity/);
  await page.getByTestId('bench-sphere').focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/bench=sphere/);
  await expectNothingSerious(page);
  await page.getByTestId('card-alignment-uniformity').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('claim')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('found')).toContainText('1 paper:');
});

test('a study trains its arms to the first seed, and says that a cut run is not the registered one', async ({page}) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto('/#/studies/alignment-uniformity?steps=2');
  await expect(page.getByTestId('not-registered')).toContainText('at most 2 steps');
  await expect(page.getByTestId('clause-now').first()).toContainText('1 seed');
  await page.getByTestId('go-on').click();
  await expect(page.getByTestId('go-on')).toHaveText(/Go on/);
  await isDrawn(page);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  await expectNothingSerious(page);
  await page.setViewportSize({width: 390, height: 844});
  await isDrawn(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('from a lab to the studies and back', async ({page}) => {
  await page.goto('/#/lab/emoji');
  await reach(page, 1);
  await page.getByRole('link', {name: 'Studies'}).click();
  await expect(page.getByTestId('found')).toBeVisible();
  await page.goBack();
  await reach(page, 1);
  await expect(page).toHaveTitle('Contrastive Lab');
});
