/** The sweep over the lab: opened by its button, opened by a link, and a run of it opened in the lab. */
import type {Page} from '@playwright/test';
import {addressOf} from '../../src/app/addressOf.ts';
import {language} from '../../src/programs/index.spec.ts';
import {PRESETS} from '../support/allPresets.ts';
import {long} from '../support/long.ts';
import {expect, SMALL, smallRun, test} from './support/lab.ts';

const STEPS = 10;

/** A link to a sweep of a small run. */
function smallSweep(temperatures: number[], seeds: number[]): string {
  const spec = language.check({
    seed: seeds[0],
    stages: [{id: 'main', program: 'encoder', spec: SMALL, steps: STEPS}],
    fan: {axes: [{stage: 'main', path: 'objective.temperature', values: temperatures}], seeds},
  });
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return `#${addressOf(PRESETS[0], spec.value, undefined, {view: 'sweep'})}`;
}

const isDone = (page: Page) =>
  expect(page.getByTestId('sweep-status')).toHaveAttribute('data-phase', 'finished', {timeout: 30_000});

/** The rows of the table behind the picture. */
async function rowsOf(page: Page): Promise<string[][]> {
  await page
    .getByTestId('panel-sweep')
    .getByRole('button', {name: /^Table: /})
    .click();
  const rows = page.getByRole('dialog', {name: /^Table: /}).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  await page.keyboard.press('Escape');
  return texts;
}

const temperatureOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const {stages} = window.__lab.spec as {stages: {spec: {objective: {temperature: number}}}[]};
    return stages[0].spec.objective.temperature;
  });

test('a sweep trains every value with every seed; a press opens a run in the lab, and back leads to the sweep', async ({
  page,
}) => {
  await page.goto(`/${smallRun()}`);
  await page.getByTestId('open-sweep').click();
  const form = page.getByTestId('sweep');
  await form.getByTestId('sweep-first-values').fill('0.1, three');
  await expect(form.getByTestId('sweep-problem')).toContainText('Temperature: “three” is not a number.');
  await form.getByTestId('sweep-first-values').fill('0.1, 0.5, 1');
  await form.getByTestId('sweep-seeds').fill('2');
  await form.getByTestId('sweep-steps').fill(String(STEPS));
  await expect(form.getByTestId('sweep-size')).toContainText(`6 runs of ${STEPS} steps`);
  await form.getByTestId('sweep-start').click();
  await isDone(page);
  const rows = await rowsOf(page);
  expect(rows.map(([temperature, seed]) => `${temperature} ${seed}`)).toEqual([
    '0.1 7',
    '0.1 8',
    '0.5 7',
    '0.5 8',
    '1 7',
    '1 8',
  ]);
  for (const row of rows) expect(row.slice(2).every((value) => Number.isFinite(Number(value)))).toBe(true);
  // Two runs are never alike.
  expect(new Set(rows.map(([, , loss]) => loss)).size).toBe(rows.length);

  await page.getByTestId('chart-sweep-probe').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect.poll(() => temperatureOf(page)).toBe(1);
  expect(await page.evaluate(() => (window.__lab.spec as {fan?: unknown}).fan)).toBeUndefined();
  await page.goBack();
  await isDone(page);
  expect(await rowsOf(page)).toEqual(rows);
});

test(
  'a link that names a sweep starts it; closing it leads to the lab, whose own run goes on',
  long,
  async ({page}) => {
    await page.goto(`/${smallSweep([0.1, 1], [3])}`);
    await isDone(page);
    expect((await rowsOf(page)).map(([temperature, seed]) => `${temperature} ${seed}`)).toEqual(['0.1 3', '1 3']);
    await page.getByTestId('sweep-close').click();
    await expect(page.getByTestId('sweep')).toHaveCount(0);
    await page.waitForFunction((steps) => window.__lab.step >= steps, STEPS);
    expect(page.url()).not.toContain('v=sweep');
    expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
  },
);
