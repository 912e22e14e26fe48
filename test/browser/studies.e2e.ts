import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page, Response} from '@playwright/test';
import type {Results} from '../../src/studies/kit/results.ts';
import {PAPERS} from '../../src/studies/papers.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, isDrawn, reach, test} from './support/lab.ts';

const FOLDER = join(import.meta.dirname, '../../src/studies/results');
const ON_FILE: readonly Results[] = readdirSync(FOLDER).map((file) =>
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
);

/** The slugs of which the page gets the whole results; `settled` says that it has what it asked for. */
async function wholeResults(page: Page, address: string, settled: () => Promise<void>): Promise<string[]> {
  const bodies: Promise<string>[] = [];
  const keep = (response: Response) => {
    if (response.url().endsWith('.js')) bodies.push(response.text());
  };
  page.on('response', keep);
  await page.goto(address);
  await settled();
  await page.waitForLoadState('networkidle');
  // What comes later still may be cut off by the end of the test.
  page.off('response', keep);
  const code = (await Promise.all(bodies)).join('');
  return ON_FILE.filter(({specHash}) => code.includes(specHash)).map(({slug}) => slug);
}

test('the catalogue and a theme get the summaries of results alone', async ({page}) => {
  const whole = await wholeResults(page, '/#/studies', async () => {
    const {slug, claim} = ON_FILE[0];
    const card = page.getByTestId(`card-${slug}`);
    await expect(card).toContainText(claim.verdict);
    await card.scrollIntoViewIfNeeded();
    await expect.poll(() => card.locator('canvas').evaluate(isPainted)).toBe(true);
    const [theme] = PAPERS.find((paper) => paper.slug === slug)!.themes;
    await page.getByTestId(`theme-${theme}`).click();
    await expect(page.getByTestId('forest')).toContainText(claim.clauses[0].text);
  });
  expect(whole).toEqual([]);
});

test('a study gets its own results, and those of no other', long, async ({page}) => {
  const whole = await wholeResults(page, '/#/studies/simcse?steps=2', async () => {
    await expect(page.getByTestId('claim')).toContainText('On file: 8 of 8 seeds');
  });
  expect(whole).toEqual(['simcse']);
});

function isPainted(element: Element): boolean {
  const canvas = element as HTMLCanvasElement;
  const {data} = canvas.getContext('2d')!.getImageData(0, 0, canvas.width || 1, canvas.height || 1);
  return data.some((value) => value > 0);
}

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

test('from a lab to the studies and back', long, async ({page}) => {
  await page.goto('/#/lab/emoji');
  await reach(page, 1);
  await page.getByRole('link', {name: 'Studies'}).click();
  await expect(page.getByTestId('found')).toBeVisible();
  await page.goBack();
  await reach(page, 1);
  await expect(page).toHaveTitle('Contrastive Lab');
});

test(
  'a question of the catalogue opens a page that trains its figures and shows what was measured',
  long,
  async ({page}) => {
    await page.goto('/#/studies');
    await page.getByTestId('doors').getByRole('link', {name: 'What do reward models like?'}).click();
    await expect(page.getByTestId('guide')).toContainText('Agreement is not worth');
    await expect(page.getByTestId('guide-results').getByTestId('chart-study')).toBeVisible();
    await expect(page.getByTestId('arm-cured')).toContainText('400 / 400', {timeout: 240_000});
    const plane = page.getByTestId('guide-plane');
    await plane.getByTestId('train-all').click();
    await expect(plane.getByRole('status')).toHaveText('All 11 have trained', {timeout: 240_000});
    await expectNothingSerious(page);
    // What is looked for leaves no room for them.
    await page.goto('/#/studies?theme=temperature');
    await expect(page.getByTestId('doors')).toHaveCount(0);
  },
);
