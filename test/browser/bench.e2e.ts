/** The page that measures a training step, on the software adapter: what it counts is exact, what it times is not looked at. */
import {readFile} from 'node:fs/promises';
import type {Page} from '@playwright/test';
import * as v from 'valibot';
import {benchSchema} from '../../src/app/bench/report.ts';
import {long, whenLong} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, smallRun, test} from './support/lab.ts';

/** Launches and copies of a captured step at most. */
const MOST_ISSUED = 24;

/** Waits for the row of the captured step. */
async function expectFewLaunches(page: Page, members: number): Promise<void> {
  const row = page.locator(`tr[data-variant=captured][data-members="${members}"]`);
  const issued = row.getByTestId('bench-issued');
  await expect(issued).toContainText('+');
  const text = await issued.textContent();
  const [launches, copies] = text!.split(' + ').map(Number);
  expect(launches).toBeGreaterThan(0);
  expect(launches + copies).toBeLessThanOrEqual(MOST_ISSUED);
}

test('a captured step is a few launches', async ({page}) => {
  await page.goto('/#/bench');
  await page.getByTestId('bench-quick').click();
  await expectFewLaunches(page, 1);
  await page.getByTestId('bench-stop').click();
  await expect(page.getByTestId('bench-status')).toContainText('Stopped');
});

whenLong(() => {
  test('a quick run fills the table, and is saved as it was measured', async ({page}) => {
    await page.goto('/#/bench');
    await page.getByTestId('bench-quick').click();
    await expect(page.getByTestId('bench-status')).toContainText('Done');

    for (const members of [1, 16]) await expectFewLaunches(page, members);

    const download = page.waitForEvent('download');
    await page.getByTestId('bench-save').click();
    const saved = v.parse(benchSchema, JSON.parse(await readFile(await (await download).path(), 'utf8')));
    expect(saved.adapter?.software).toBe(true);
    const measured = saved.rows.filter(({problem}) => !problem);
    expect(measured.map(({variant, members}) => `${variant} ${members}`)).toEqual(
      expect.arrayContaining([
        'composed-webgpu 1',
        'eager 1',
        'captured 1',
        'captured 16',
        'composed-wasm 1',
        'wasm 16',
      ]),
    );
    for (const {whole, rounds} of measured) {
      expect(whole).toBeGreaterThan(0);
      expect(rounds.length).toBeGreaterThan(0);
    }
    // Twice the batch, twice the memory.
    const [small, large] = saved.memory;
    expect(large.pairs).toBe(2 * small.pairs);
    expect(large.bytes / small.bytes).toBeGreaterThan(1.8);
    expect(large.bytes / small.bytes).toBeLessThan(2.2);
  });
});

test('nothing trains behind the page, and the lab begins again when one returns', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await page.waitForFunction(() => window.__lab.step > 5);
  await page.keyboard.press('?');
  await page.getByRole('link', {name: 'How fast is a training step'}).click();
  await expect(page.getByRole('heading', {level: 1})).toHaveText('How fast a training step is on this machine');
  await expect(page.getByTestId('help-dialog')).not.toBeVisible();
  // Without a worker nothing trains.
  await expect.poll(() => page.workers().length).toBe(0);
  expect(page.url()).toContain('#/bench');

  await page.goBack();
  await page.waitForFunction(() => window.__lab.step > 5);
  expect(page.url()).toContain('#/lab/');
});

test('without WebGPU there are the rows of WebAssembly, and a run can be stopped', long, async ({page}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'gpu', {value: undefined}));
  await page.goto('/#/bench');
  await page.getByTestId('bench-run').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('This browser offers no WebGPU')).toBeVisible();
  await expect(page.locator('tr[data-variant=wasm]').first()).toBeVisible();
  await page.getByTestId('bench-stop').click();
  await expect(page.getByTestId('bench-status')).toContainText('Stopped');
  expect(await page.locator('tr[data-variant=captured]').count()).toBe(0);
  await expect.poll(() => page.workers().length).toBe(0);
  await expectNothingSerious(page);
});
