/** A run that has ended goes on: a moved slider says what it can do, and further steps are part of the link. */

import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expect, metricsAt, setValue, smallRun, test} from './support/lab.ts';

const finished = (page: Page) => page.waitForFunction(() => window.__lab.phase === 'finished');

/** Moves the temperature after the end, and trains as many steps again. */
async function goOnWith(page: Page, temperature: string, steps: number): Promise<void> {
  await setValue(page, 'objective.temperature', temperature);
  await expect(page.getByTestId('what-next')).toContainText(`temperature ${temperature}`);
  await page.getByTestId('go-on').click();
  await page.waitForFunction((step) => window.__lab.step >= step, steps);
  await finished(page);
}

test('a finished run goes on twice, with another temperature, and its link opens the same run elsewhere', async ({
  page,
  browser,
}) => {
  await page.goto(`/${smallRun({steps: 20})}`);
  await finished(page);
  await expect(page.getByTestId('what-next')).toHaveCount(0);
  await goOnWith(page, '0.5', 40);
  await goOnWith(page, '0.05', 60);
  const stages = await page.evaluate(() =>
    (window.__lab.spec as {stages: {id: string; from?: object}[]}).stages.map(({id, from}) => [id, from ?? null]),
  );
  expect(stages).toEqual([
    ['main', null],
    ['main2', {'*': 'main.*'}],
    ['main3', {'*': 'main2.*'}],
  ]);
  const timeline = page.getByTestId('timeline');
  await expect(timeline).toContainText('stage main3');

  await page.getByTestId('share').click();
  const link = await page.getByTestId('link-settings').inputValue();
  const other = await browser.newPage();
  await other.goto(link);
  await other.waitForFunction(() => window.__lab?.step === 60);
  await finished(other);
  for (const step of [1, 20, 21, 40, 41, 60]) {
    const here = await metricsAt(page, step);
    expect(here.loss).toBeGreaterThan(0);
    expect(await metricsAt(other, step), `at step ${step}`).toEqual(here);
  }
  await other.close();
});

test('a finished run begins again with what was moved, when that is wanted', long, async ({page}) => {
  await page.goto(`/${smallRun({steps: 20})}`);
  await finished(page);
  await setValue(page, 'objective.temperature', '0.5');
  await page.getByTestId('run-again').click();
  await expect(page.getByTestId('what-next')).toHaveCount(0);
  await finished(page);
  const stages = await page.evaluate(() => (window.__lab.spec as {stages: unknown[]}).stages);
  expect(stages).toMatchObject([{id: 'main', spec: {objective: {temperature: 0.5}}}]);
});

test('settings of a stage that is over are trained again from there', long, async ({page}) => {
  await page.goto(`/${smallRun({steps: 20})}`);
  await finished(page);
  await goOnWith(page, '0.5', 40);
  await page.getByTestId('stage').selectOption('main');
  await setValue(page, 'objective.temperature', '0.2');
  await page.waitForFunction(() => window.__lab.step >= 80);
  const ids = await page.evaluate(() => (window.__lab.spec as {stages: {id: string}[]}).stages.map(({id}) => id));
  expect(ids).toEqual(['main', 'main2', 'main3', 'main4']);
});
