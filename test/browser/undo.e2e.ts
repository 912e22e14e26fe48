import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {choosePreset, expect, reach, setValue, smallRun, stepOf, test} from './support/lab.ts';

const settingOf = (page: Page, path: string) => page.getByTestId(`value-${path}`);

test('a slider goes back while the run goes on, and a restart begins the run before again', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  await setValue(page, 'objective.temperature', '0.2');
  await reach(page, (await stepOf(page)) + 5);
  await page.keyboard.press('Control+z');
  await expect(settingOf(page, 'objective.temperature')).toHaveValue('0.1');
  expect(await stepOf(page)).toBeGreaterThan(5);
  // Both moves are part of the run.
  await expect.poll(() => page.evaluate(() => (window.__lab.spec as {moves: unknown[]}).moves.length)).toBe(2);
  await page.keyboard.press('Control+Shift+z');
  await expect(settingOf(page, 'objective.temperature')).toHaveValue('0.2');

  await expect.poll(() => page.evaluate(() => (window.__lab.spec as {moves: unknown[]}).moves.length)).toBe(3);
  await page.getByTestId('next-seed').click();
  await expect(page.getByTestId('next-seed')).toContainText('seed 8');
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('next-seed')).toContainText('seed 7');
  // With its three moves.
  await expect.poll(() => page.evaluate(() => (window.__lab.spec as {moves: unknown[]}).moves.length)).toBe(3);
  await reach(page, 3);
});

test('the back button undoes a change, a preset, and how panels stand', long, async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  await choosePreset(page, 'hot');
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await setValue(page, 'objective.temperature', '0.5');
  await page.getByTestId('add-panel').click();
  await page.getByTestId('show-similarities').click();
  await expect(page.getByTestId('panel-similarities')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('panel-similarities')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId('changes')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId('preset')).toContainText('Two forces on a circle');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await page.keyboard.press('Control+Shift+z');
  await expect(settingOf(page, 'objective.temperature')).toHaveValue('0.5');
});

test('dragging a slider is one entry of the history', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 2);
  const length = () => page.evaluate(() => history.length);
  const before = await length();
  const thumb = (await page.locator('[data-testid="field-objective.temperature"] .slider-thumb').boundingBox())!;
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const by of [10, 20, 30, 40]) {
    await page.mouse.move(x + by, y);
    await page.waitForTimeout(80);
  }
  await page.mouse.up();
  await expect(settingOf(page, 'objective.temperature')).not.toHaveValue('0.1');
  expect(await length()).toBe(before + 1);
  await page.keyboard.press('Control+z');
  await expect(settingOf(page, 'objective.temperature')).toHaveValue('0.1');
});
