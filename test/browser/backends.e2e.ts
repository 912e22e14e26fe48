import {long} from '../support/long.ts';
import {expect, metricsAt, reach, smallRun, stepOf, test} from './support/lab.ts';

/** Across backends, for the first twenty steps. */
const CLOSE = 1e-4;
const TICK = 20;

test('forced to WebGPU, the same run gives the same numbers as on wasm', async ({page, browser}) => {
  const run = smallRun({steps: TICK, settings: {training: {batch: 32, evaluateEvery: TICK}}});
  const other = await browser.newPage();
  await other.goto(`/${run}`);
  await reach(other, TICK);
  const wasm = await metricsAt(other, TICK);
  await other.close();

  await page.goto(`/?backend=webgpu${run}`);
  await page.waitForFunction((tick) => window.__lab?.step >= tick, TICK);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'webgpu');
  await expect(page.getByTestId('backend')).toContainText('WebGPU');
  const webgpu = await metricsAt(page, TICK);
  expect(Object.keys(webgpu).sort()).toEqual(Object.keys(wasm).sort());
  for (const [name, value] of Object.entries(wasm)) {
    expect(Math.abs(webgpu[name] - value), name).toBeLessThanOrEqual(CLOSE * Math.max(1, Math.abs(value)));
  }
  await page.getByTestId('backend').click();
  await expect(page.getByTestId('backend-reason')).toContainText('You chose it.');
  await expect(page.getByTestId('backend-reason')).toContainText('in software');
});

test('a software adapter is passed over, and the badge says why', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  await page.getByTestId('backend').click();
  await expect(page.getByTestId('backend-reason')).toContainText('computes in software');
  expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');
});

test('the run goes on where it was when the reader moves it to another backend', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 50);
  await page.getByTestId('backend').click();
  await page.getByTestId('backend-cpu').click();
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'cpu');
  const moved = await stepOf(page);
  expect(moved).toBeGreaterThanOrEqual(50);
  await reach(page, moved + 3);
  expect(page.url()).toContain('backend=cpu');
  expect(Object.keys(await metricsAt(page, 50))).toContain('loss');
});

test('without WebGPU the page works and says so', async ({browser}) => {
  const page = await browser.newPage();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'gpu', {get: () => undefined}));
  await page.goto(`/${smallRun()}`);
  await reach(page, 20);
  await page.getByTestId('backend').click();
  await expect(page.getByTestId('backend-reason')).toContainText('offers no WebGPU');
  await page.close();
});
