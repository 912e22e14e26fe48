/** A run outlives its worker and its GPU. */

import type {Page, Worker} from '@playwright/test';
import {long} from '../support/long.ts';
import {expect, reach, setValue, smallRun, standStill, stepOf, test} from './support/lab.ts';
import {expectUndisturbed, movesOf} from './support/undisturbed.ts';
import {hasArrived, isKept} from './support/workers.ts';

/** The newest: the one before may still be ending. */
const workerOf = async (page: Page): Promise<Worker> => page.workers().at(-1) ?? page.waitForEvent('worker');

/** The worker ends without an error, as when the browser needs its memory; resolves when the next one is there. */
async function closeWorker(page: Page, again = true): Promise<void> {
  const worker = await workerOf(page);
  const gone = worker.waitForEvent('close');
  const next = again ? page.waitForEvent('worker') : undefined;
  // Nothing may answer any more.
  worker.evaluate(() => self.close()).catch(() => {});
  await Promise.all([gone, next]);
}

/** The steps from which the timeline says that the run went on. */
async function wentOnFrom(page: Page, text: string): Promise<number> {
  const label = page.getByTestId('timeline').getByText(`${text}, went on from step`);
  await expect(label).toBeVisible();
  return Number(/from step (\d+)/.exec((await label.textContent())!)![1]);
}

/** Losses count together within a minute, and a busy machine needs longer for them. */
function stopClock(): void {
  const now = Date.now();
  Date.now = () => now;
}

/** Every worker runs this before its own script. */
async function beginWorkersWith(page: Page, script: () => void): Promise<void> {
  await page.route(/\/entry-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, body: `(${script})();${await response.text()}`});
  });
}

const errorsOf = (page: Page) => page.evaluate(() => window.__lab.errors);

test('goes on from its last checkpoint when the worker is gone, as if nothing had happened', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await isKept(page);
  const lost = await stepOf(page);
  await closeWorker(page);
  const from = await wentOnFrom(page, 'Worker lost');
  expect(from).toBeGreaterThan(0);
  expect(from).toBeLessThanOrEqual(lost);
  await reach(page, lost + 50);
  expect(await page.evaluate(() => window.__lab.phase)).toBe('training');
  expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');
  await expectUndisturbed(page, [from - 1, from, from + 1, lost, lost + 50]);
});

test('a run that stands still stays where it is, with what was moved there', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 20);
  const paused = await standStill(page);
  // After the checkpoint of this step.
  await setValue(page, 'objective.temperature', '0.2');
  await expect.poll(() => movesOf(page)).toHaveLength(1);
  await closeWorker(page);
  await expect.poll(() => errorsOf(page)).toHaveLength(1);
  await hasArrived(page);
  expect(await stepOf(page)).toBe(paused);
  await expect(page.getByTestId('play')).toHaveText(/Play/);
  await setValue(page, 'training.batch', '64');
  await expect.poll(() => movesOf(page)).toHaveLength(2);
  const moves = await movesOf(page);
  expect(moves.map(({tick}) => tick)).toEqual([paused, paused]);
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.2');
  await page.getByTestId('step').click();
  await expect.poll(() => stepOf(page)).toBe(paused + 1);
  await page.getByTestId('play').click();
  await reach(page, paused + 20);
  await expectUndisturbed(page, [paused, paused + 1, paused + 2, paused + 20]);
});

test('a setting moved while the run is behind waits for what is to be moved again', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  await setValue(page, 'objective.temperature', '0.2');
  await expect.poll(() => movesOf(page)).toHaveLength(1);
  const [{tick: moved}] = await movesOf(page);
  await reach(page, moved + 20);
  await closeWorker(page);
  await setValue(page, 'training.batch', '64');
  await expect.poll(() => movesOf(page)).toHaveLength(2);
  const [first, {tick: second}] = await movesOf(page);
  expect(first.tick).toBe(moved);
  expect(second).toBeGreaterThanOrEqual(moved + 20);
  await reach(page, second + 20);
  await expectUndisturbed(page, [moved, moved + 1, moved + 20, second, second + 1, second + 20]);
});

test('begins again when the worker is gone before there is a checkpoint', long, async ({page}) => {
  // Two seconds of the worker's clock come before the first one: with this clock, forty.
  await beginWorkersWith(page, () => {
    const now = performance.now.bind(performance);
    performance.now = () => now() / 20;
  });
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  await closeWorker(page);
  expect(await wentOnFrom(page, 'Worker lost')).toBe(0);
  await reach(page, 20);
});

test('goes on after an error of the worker, also where the page has no locks', long, async ({page}) => {
  // As in an insecure context.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', {get: () => undefined}));
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  const next = page.waitForEvent('worker');
  await (await workerOf(page)).evaluate(() => {
    setTimeout(() => {
      throw new Error('Planted.');
    });
  });
  await next;
  await wentOnFrom(page, 'Worker lost');
  expect(await errorsOf(page)).toEqual([expect.stringContaining('Planted.')]);
  await reach(page, 20);
});

test('stands still with a sentence when wasm is lost three times', long, async ({page}) => {
  await page.addInitScript(stopClock);
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  for (const again of [true, true, false]) {
    await closeWorker(page, again);
    if (again) await expect.poll(() => page.evaluate(() => window.__lab.stepsPerSecond)).toBeGreaterThan(0);
  }
  await expect(page.getByTestId('notice')).toContainText('WebAssembly was lost three times within a minute');
  await expect(page.getByTestId('notice')).toContainText('the run has stopped');
  await expect(page.getByTestId('play')).toHaveText(/Again/);
  await page.getByTestId('play').click();
  await expect.poll(() => page.evaluate(() => window.__lab.phase)).toBe('training');
});

declare global {
  /** Of the worker, as the test below makes it. */
  var __device: GPUDevice | undefined;
}

/** Lets a test get at the device that the worker computes on. */
const keepDevice = (page: Page): Promise<void> =>
  beginWorkersWith(page, () => {
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...words) {
      globalThis.__device = await request.apply(this, words);
      return globalThis.__device;
    };
  });

async function destroyDevice(page: Page): Promise<void> {
  const worker = await workerOf(page);
  await expect.poll(() => worker.evaluate(() => Boolean(globalThis.__device))).toBe(true);
  const next = page.waitForEvent('worker');
  await worker.evaluate(() => globalThis.__device!.destroy());
  await next;
}

const onWebGpu = `/?backend=webgpu${smallRun({
  settings: {model: {width: 16, representation: 8}, training: {batch: 16, evaluateEvery: 1000}},
})}`;

const LOST = expect.stringMatching(/^The GPU /);

test('goes on on WebGPU when the GPU is lost, training or standing still', long, async ({page}) => {
  await keepDevice(page);
  await page.goto(onWebGpu);
  await reach(page, 5);
  await isKept(page);
  const lost = await stepOf(page);
  await destroyDevice(page);
  const from = await wentOnFrom(page, 'GPU lost');
  expect(from).toBeGreaterThan(0);
  await reach(page, lost + 1);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
  await expect(page.getByTestId('notice')).toHaveCount(0);

  // Nothing is read from it any more.
  const paused = await standStill(page);
  await destroyDevice(page);
  await expect.poll(() => errorsOf(page)).toEqual([LOST, LOST]);
  await expect.poll(async () => (await stepOf(page)) - (await wentOnFrom(page, 'GPU lost'))).toBe(0);
  const again = await stepOf(page);
  expect(again).toBeGreaterThanOrEqual(from);
  expect(again).toBeLessThanOrEqual(paused);
  await page.getByTestId('step').click();
  await reach(page, again + 1);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
});

test('moves to wasm when the GPU is lost three times within a minute', long, async ({page}) => {
  await page.addInitScript(stopClock);
  await keepDevice(page);
  await page.goto(onWebGpu);
  await reach(page, 1);
  for (let i = 0; i < 3; i++) await destroyDevice(page);
  await expect(page.getByTestId('backend')).toHaveAttribute('data-backend', 'wasm');
  await expect(page.getByTestId('notice')).toContainText('WebGPU was lost three times within a minute');
  await expect(page.getByTestId('notice')).toContainText(/went on from step \d+ on WebAssembly/);
  await expect(page.getByTestId('timeline')).toContainText(/GPU lost, went on from step \d+ on WebAssembly/);
  await reach(page, 50);
});

test('a run with as many changes as a link can carry refuses one more, and goes on', long, async ({page}) => {
  const moves = Array.from({length: 2000}, (_, i) => ({
    tick: Math.floor(i / 1000),
    path: 'objective.temperature',
    value: i % 2 === 0 ? 0.3 : 0.2,
  }));
  await page.goto(`/${smallRun({moves})}`);
  await reach(page, 5);
  const paused = await standStill(page);
  await setValue(page, 'objective.temperature', '0.7');
  await expect(page.getByTestId('notice')).toContainText('as many changes as a link can carry');
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.2');
  expect(await movesOf(page)).toHaveLength(2000);
  await page.getByTestId('play').click();
  await reach(page, paused + 20);
});
