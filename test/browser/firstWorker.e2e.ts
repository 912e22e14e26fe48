/** The worker that index.html starts before the page's own code has come. */

import {test as plain} from '@playwright/test';
import {expect, reach, smallRun, test} from './support/lab.ts';

test('is the one that trains, and asks for its script before the page runs', async ({page}) => {
  await page.addInitScript(() => {
    const {Worker} = window;
    const started: boolean[] = [];
    Object.assign(window, {started});
    window.Worker = class extends Worker {
      constructor(...words: ConstructorParameters<typeof Worker>) {
        // The page's own code defines this before it wants a worker.
        started.push(window.__lab === undefined);
        super(...words);
      }
    };
  });
  await page.goto(`/${smallRun()}`);
  await reach(page, 1);
  expect(await page.evaluate(() => (window as unknown as {started: boolean[]}).started)).toEqual([true]);
});

// Its console tells of the request that failed.
plain('is replaced when its script could not be loaded', async ({page}) => {
  let asked = 0;
  await page.route(/\/entry-[\w-]+\.js$/, (route) => (asked++ === 0 ? route.abort() : route.continue()));
  // The page's code waits until that is known.
  await page.route(/\/index-[\w-]+\.js$/, async (route) => {
    await expect.poll(() => page.evaluate(() => window.earlyWorker)).toBeUndefined();
    await route.continue();
  });
  await page.goto(`/${smallRun()}`);
  await reach(page, 1);
  expect(asked).toBe(2);
});
