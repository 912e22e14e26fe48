/**
 * WebGPU is compared with WebAssembly in the background. A page compares real adapters alone; here it takes the software
 * adapter for one. The workers know better, and so do not check their kernels beforehand: what is planted reaches the run.
 */
import type {Page} from '@playwright/test';
import {expect, reach, smallRun, test} from './support/lab.ts';

/** What is remembered of this machine's adapter. */
const remembered = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('compared with '));
    return key === undefined
      ? undefined
      : (JSON.parse(localStorage.getItem(key)!) as {same: string[]; other: string[]});
  });

test.beforeEach(async ({page}) => {
  await page.addInitScript(() => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', {get: () => false});
  });
});

const KERNELS = 'encoder latent mlp infoNCE adamW';

test('a run on WebGPU is compared once, and nothing is said where the numbers are the same', async ({page}) => {
  await page.goto(`/?backend=webgpu${smallRun()}`);
  await expect.poll(() => remembered(page)).toMatchObject({same: [KERNELS], other: []});
  // One for the run, and one for each of the two that are compared.
  expect(await page.evaluate(() => window.__heard.workers)).toBe(3);
  await expect(page.getByTestId('notice')).toHaveCount(0);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
});

test('an optimiser that takes steps too long by a fiftieth is found out', async ({page}) => {
  const plant = () => {
    const {createShaderModule} = GPUDevice.prototype;
    GPUDevice.prototype.createShaderModule = function (given) {
      const code = given.code.replace(
        '(direction + value[i] * decay) * h.x',
        '(direction + value[i] * decay) * h.x * 1.02',
      );
      return createShaderModule.call(this, {...given, code});
    };
  };
  await page.route(/\/entry-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({response, body: `(${plant})();${await response.text()}`});
  });
  await page.goto(`/?backend=webgpu${smallRun()}`);
  const notice = page.getByTestId('notice');
  await expect(notice).toContainText(
    /does not compute what WebAssembly computes: at step \d+ of such a run the loss is/,
  );
  await expect(notice).toContainText('Choose WebAssembly to have numbers that can be compared.');
  expect(await remembered(page)).toMatchObject({same: [], other: [KERNELS]});
  // It is the reader's choice: the run goes on.
  const step = await page.evaluate(() => window.__lab.step);
  await reach(page, step + 5);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
});
