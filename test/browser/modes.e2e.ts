import type {Page} from '@playwright/test';
import {encodeTeaching} from '../../src/app/modes/teaching/codec.ts';
import {long} from '../support/long.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

/** A page of somebody else's with a run far down in it. */
async function embedded(page: Page) {
  const run = `<iframe title="a run" width="720" height="520" src="./${smallRun()}&p=&v=embed"></iframe>`;
  const body = `<!doctype html><title>Another page</title><div style="height: 3000px"></div>${run}`;
  await page.route('**/another-page.html', (route) => route.fulfill({contentType: 'text/html', body}));
  await page.goto('/another-page.html');
  await expect.poll(() => page.frames().length).toBe(2);
  const [, frame] = page.frames();
  return frame;
}

test('a run inside another page waits until it is seen, and rests when it is not', async ({page}) => {
  const frame = await embedded(page);
  await frame.waitForFunction(() => window.__lab !== undefined);
  await page.waitForTimeout(1000);
  expect(await frame.evaluate(() => window.__lab.step)).toBe(0);
  await page.evaluate(() => window.scrollTo(0, 1e6));
  await frame.waitForFunction(() => window.__lab.step > 5);
  await expect(frame.getByTestId('embed-bar')).toBeVisible();
  await expect(frame.getByTestId('share')).toHaveCount(0);
  expect(await frame.getByTestId('embed-open').getAttribute('href')).not.toContain('embed');
  await page.evaluate(() => window.scrollTo(0, 0));
  await frame.waitForFunction(() => window.__lab.phase === 'paused');
});

test('a presentation goes through presets and studies, shows one panel large, and ends', long, async ({page}) => {
  await page.goto('/#/lab/circle&v=present::circle,studies/simcse,hot');
  await reach(page, 1);
  await expect(page.getByTestId('presenter-at')).toHaveText('1 of 3');
  await expect(page.getByTestId('share')).toHaveCount(0);
  await page.getByTestId('presenter-shows').selectOption('plane');
  await expect(page.getByTestId('panel-plane')).toBeVisible();
  await expect.poll(() => page.url()).toContain('v=present:plane');
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', {level: 1})).toContainText('SimCSE');
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('presenter-at')).toHaveText('3 of 3');
  await expect(page.getByTestId('panel-plane')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(page.getByTestId('presenter-at')).toHaveText('2 of 3');
  await page.keyboard.press('PageDown');
  await page.getByTestId('presenter-end').click();
  await expect(page.getByTestId('presenter')).toHaveCount(0);
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await expect.poll(() => page.url()).not.toContain('present');
});

test('a teacher hides, locks and limits controls, and a goal that is met can be sent back', async ({page}) => {
  const teaching = encodeTeaching({
    says: 'Bring the loss down.',
    hidden: ['preset', 'training.batch'],
    locked: ['training.learningRate', 'seed'],
    limits: {'objective.temperature': [0.05, 0.5]},
    goals: [{metric: 'loss', below: 100}],
  });
  await page.goto(`/${smallRun()}&t=${teaching}`);
  await reach(page, 5);
  await expect(page.getByTestId('task')).toContainText('Bring the loss down.');
  await expect(page.getByTestId('preset')).toHaveCount(0);
  await expect(page.getByTestId('field-training.batch')).toHaveCount(0);
  await expect(page.getByTestId('field-training.learningRate')).toHaveCount(0);
  await expect(page.getByText('locked').first()).toBeVisible();
  await expect(page.getByTestId('next-seed')).toBeDisabled();
  const field = page.getByTestId('value-objective.temperature');
  await field.fill('1');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('from 0.05 to 0.5');
  await field.press('Escape');
  await expect(page.getByTestId('task')).toHaveAttribute('data-met', 'true');
  await page.getByTestId('task-return').click();
  await expect(page.getByTestId('link-return')).toHaveValue(/&r=/);
});

test('a link for a class is made in the share dialog', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  await page.getByTestId('share').click();
  await page.getByTestId('share-class').click();
  await page.getByTestId('class-says').fill('Find the best temperature.');
  await page.getByTestId('class-training.batch').selectOption('hidden');
  await page.getByTestId('add-goal').click();
  const link = await page.getByTestId('link-class').inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await reach(page, 1);
  await expect(page.getByTestId('task')).toContainText('Find the best temperature.');
  await expect(page.getByTestId('field-training.batch')).toHaveCount(0);
});
