import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expect, reach, smallRun, stepOf, test} from './support/lab.ts';

async function fork(page: Page): Promise<void> {
  await page.goto(`/${smallRun()}`);
  await reach(page, 40);
  await page.keyboard.press('b');
  await expect(page.getByTestId('fork-play')).toHaveAttribute('data-status', 'paused');
}

const sameness = (page: Page) => page.getByTestId('fork-sameness');
const numberOf = async (page: Page, name: string) => Number(await sameness(page).getAttribute(name));

test('without a change the second run equals the first bit for bit, and one change parts them from there on', async ({
  page,
}) => {
  await fork(page);
  const at = Number((await page.getByTestId('fork').locator('h2').first().textContent())!.replace(/\D/g, ''));
  expect(at).toBeGreaterThanOrEqual(40);
  await page.getByTestId('fork-play').click();
  await expect.poll(() => numberOf(page, 'data-same')).toBeGreaterThan(at + 20);
  expect(await sameness(page).getAttribute('data-differs')).toBeNull();

  const field = page.getByTestId('value-fork.objective.temperature');
  await field.fill('0.9');
  await field.press('Enter');
  await expect(sameness(page)).toHaveAttribute('data-differs', /\d/);
  const differs = await numberOf(page, 'data-differs');
  expect(await numberOf(page, 'data-same')).toBe(differs - 1);
  expect(differs).toBeGreaterThan(at + 20);

  await page.getByTestId('fork-close').click();
  const before = await stepOf(page);
  await reach(page, before + 5);
});

test(
  'a change before it goes on acts at that very step, and one can go on with the second run',
  long,
  async ({page}) => {
    await fork(page);
    const at = Number((await page.getByTestId('fork').locator('h2').first().textContent())!.replace(/\D/g, ''));
    const field = page.getByTestId('value-fork.objective.temperature');
    await field.fill('0.9');
    await field.press('Enter');
    await expect(sameness(page)).toHaveAttribute('data-differs', String(at + 1));
    await page.getByTestId('fork-keep').click();
    await expect(page.getByTestId('fork')).toHaveCount(0);
    await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.9');
    const moves = await page.evaluate(() => (window.__lab.spec as {moves: {tick: number}[]}).moves);
    expect(moves.map(({tick}) => tick)).toEqual([at]);
    await expect.poll(() => page.url()).toMatch(/lab\/emoji\/[A-Z]/);
    await page.keyboard.press('Control+z');
    await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.1');
  },
);
