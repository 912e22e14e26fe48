import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, setValue, smallRun, test} from './support/lab.ts';
import {smallPolicy} from './support/policy.ts';

const STEPS = 60;

test('a pinned run is drawn behind the next one, and stands beside it in numbers and as a sphere', async ({page}) => {
  const settings = {objective: {kind: 'infoNCE', temperature: 0.1}};
  await page.goto(`/${smallRun({settings, steps: STEPS, panels: ['curves', 'plane']})}`);
  await reach(page, STEPS);
  await page.keyboard.press('p');
  await expect(page.getByTestId('compare-told')).toContainText('Pinned as');
  await expect(page.getByTestId('open-compare')).toHaveAttribute('data-pins', '1');

  await setValue(page, 'objective.temperature', '0.5');
  await page.getByTestId('restart').click();
  await page.waitForFunction(() => window.__lab.step < 60);
  await reach(page, STEPS);

  await page.getByTestId('curves-metric').selectOption('uniformity');
  // One hover reads off both runs, and the pin is called by what differs.
  const chart = page.getByTestId('panel-curves').getByTestId('chart-curves');
  const {x, y, width, height} = (await chart.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await expect(chart.locator('.chart-card')).toContainText('this run');
  await expect(chart.locator('.chart-card')).toContainText('τ 0.1');
  await expect(page.getByTestId('panel-plane').locator('.chart-card')).toContainText('τ 0.1');

  await page.getByTestId('open-compare').click();
  const table = page.getByTestId('compare-table');
  await expect(table.locator('thead')).toContainText('Temperature 0.1');
  const row = table.locator('[data-testid*="objective.temperature"]');
  await expect(row.locator('td')).toHaveText(['0.1', '0.5']);
  await expect(table.getByTestId('row-uniformity').locator('[data-best]')).toHaveCount(1);
  await expectNothingSerious(page);

  await page.getByTestId('compare-pair').click();
  await expect(page.getByTestId('pair-note')).toHaveAttribute('data-kind', 'aligned');
  const sides = [page.getByTestId('pair-0'), page.getByTestId('pair-1')];
  for (const side of sides) await expect(side.getByRole('application')).toHaveAttribute('data-points', '500');
  // The same point stands out in both.
  await sides[0].getByRole('application').press('.');
  const pointed = sides.map((side) => side.locator('.pair-pointed'));
  await expect(pointed[0]).toContainText('Point');
  expect(await pointed[1].textContent()).toBe(await pointed[0].textContent());

  // The name of the reader's own, and the pin, are there after a reload.
  await page.getByRole('button', {name: 'Rename Temperature 0.1'}).click();
  await page.getByTestId('pin-name').fill('Cold');
  await page.getByTestId('pin-name').press('Enter');
  await expect(page.getByTestId('pin-label')).toHaveText('Cold');
  await page.reload();
  await reach(page, STEPS);
  await page.getByTestId('open-compare').click();
  await expect(page.getByTestId('pin-label')).toHaveText('Cold');
  await expect(page.getByTestId('pair-0').getByRole('application')).toHaveCount(0);
  await page.getByTestId('compare-pair').click();
  await expect(page.getByTestId('pair-0').getByRole('application')).toHaveAttribute('data-points', '500');

  // A deleted pin comes back.
  await page.getByTestId('pin-delete').click();
  await expect(page.getByTestId('pin-label')).toHaveCount(0);
  await page.getByTestId('told-undo').click();
  await expect(page.getByTestId('pin-label')).toHaveText('Cold');
});

/** Both sides have the same axes. */
async function haveSameAxes(page: Page) {
  const axis = (side: number) => page.getByTestId(`pair-${side}`).locator('.chart-axis').allTextContents();
  await expect
    .poll(async () => {
      const [left, right] = [(await axis(0)).join(), (await axis(1)).join()];
      return left.length > 1 && left === right;
    })
    .toBe(true);
}

test('two reward models stand side by side on one scale', long, async ({page}) => {
  await page.goto('/#/reward/length-biased');
  await reach(page, 8);
  await expect(page.getByTestId('open-compare')).toBeVisible();
  await page.keyboard.press('p');
  await page.getByTestId('open-compare').click();
  await page.getByTestId('compare-pair').click();
  await expect(page.getByTestId('pair-note')).toHaveAttribute('data-kind', 'rewards');
  await haveSameAxes(page);
});

test('two policies stand side by side in the same plane of reward and divergence', long, async ({page}) => {
  await page.goto(`/${smallPolicy({sft: 60, judge: 20, policy: 20})}`);
  await reach(page, 100);
  await page.keyboard.press('p');
  await expect(page.getByTestId('compare-told')).toContainText('Pinned as');
  await setValue(page, 'objective.beta', '1');
  await page.getByTestId('run-again').click();
  await page.waitForFunction(() => window.__lab.step < 60);
  await reach(page, 100);
  await page.getByTestId('open-compare').click();
  await page.getByTestId('compare-pair').click();
  await expect(page.getByTestId('pair-note')).toHaveAttribute('data-kind', 'frontier');
  for (const i of [0, 1]) {
    await expect(page.getByTestId(`pair-${i}`)).toContainText('KL');
    // What is read off by keyboard.
    const slider = page.getByTestId(`pair-${i}`).getByRole('slider');
    await expect(slider).not.toHaveAttribute('max', '0');
    await slider.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', /gold/i);
  }
  await haveSameAxes(page);
  await expectNothingSerious(page);
});
