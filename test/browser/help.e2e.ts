/** The help texts of settings, which come after what moves first. */

import {test as plain} from '@playwright/test';
import {language} from '../../src/programs/index.spec.ts';
import {long} from '../support/long.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const TEXTS = /\/helpTexts-[\w-]+\.js$/;

const {sections} = language.program('encoder');
const temperature = sections.objective.parts.find(({kind}) => kind === 'infoNCE')!.fields.temperature.help as string;
const width = sections.model.parts.find(({kind}) => kind === 'mlp')!.fields.width.help as string;
const RESTARTS = 'Changing it begins the run again.';

test('the help of a setting comes after the first step, and describes its slider', async ({page}) => {
  const steps: number[] = [];
  await page.route(TEXTS, async (route) => {
    steps.push(await page.evaluate(() => window.__lab.step));
    await route.continue();
  });
  await page.goto(`/${smallRun()}`);
  const slider = page.getByTestId('slider-objective.temperature');
  await expect(slider).toHaveAccessibleDescription(temperature);
  expect(steps).toHaveLength(1);
  expect(steps[0]).toBeGreaterThan(0);

  const field = page.getByTestId('field-objective.temperature');
  await expect(field.getByText(temperature)).toBeHidden();
  await slider.focus();
  await expect(field.getByText(temperature)).toBeVisible();
  await expect(field.getByTitle(temperature)).toBeVisible();
});

test('until the help is there, a setting says what a change of it does', long, async ({page}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(TEXTS, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/${smallRun()}`);
  await reach(page, 1);
  await page.getByTestId('all-settings').click();
  const slider = page.getByTestId('slider-model.width');
  await slider.focus();
  const help = page.getByTestId('field-model.width').locator('.field-help');
  await expect(help).toHaveText(RESTARTS);
  await expect(help).toBeVisible();
  release();
  await expect(help).toHaveText(`${width} ${RESTARTS}`);
  await expect(slider).toHaveAccessibleDescription(`${width} ${RESTARTS}`);
});

// Its console tells of the request that failed.
plain('a help that could not be loaded is asked for again at the next setting', long, async ({page}) => {
  let asked = 0;
  await page.route(TEXTS, (route) => (asked++ === 0 ? route.abort() : route.continue()));
  await page.goto(`/${smallRun()}`);
  await expect.poll(() => asked).toBe(1);
  const slider = page.getByTestId('slider-objective.temperature');
  await expect(async () => {
    await slider.blur();
    await slider.focus();
    expect(asked).toBe(2);
  }).toPass();
  await expect(slider).toHaveAccessibleDescription(temperature);
});
