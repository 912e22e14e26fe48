/** What the page does first: what index.html asks for before the page's own code has come, and what that leaves for later. */

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

test('has the processor to itself: menus are asked for after the first step', async ({page}) => {
  const steps: number[] = [];
  await page.route(/\/overlays-[\w-]+\.js$/, async (route) => {
    steps.push(await page.evaluate(() => window.__lab.step));
    await route.continue();
  });
  await page.goto(`/${smallRun()}`);
  await expect(page.getByTestId('share')).toBeVisible();
  expect(steps).toHaveLength(1);
  expect(steps[0]).toBeGreaterThan(0);
});

for (const [what, address] of [
  ['the first preset', '#/lab/emoji'],
  ['a link with settings', smallRun({seed: 12})],
]) {
  test(`the run of ${what} is asked for before React takes the processor`, async ({page}) => {
    await page.addInitScript(() => {
      const rendered: number[] = [];
      Object.assign(window, {rendered});
      const {Worker} = window;
      window.Worker = class extends Worker {
        override postMessage(command: {type: string}, ...rest: never[]) {
          if (command.type === 'open') rendered.push(document.getElementById('root')!.childElementCount);
          super.postMessage(command, ...rest);
        }
      };
    });
    await page.goto(`/${address}`);
    await reach(page, 1);
    expect(await page.evaluate(() => (window as unknown as {rendered: number[]}).rendered[0])).toBe(0);
  });
}

test.describe('what packs and unpacks the settings in a link', () => {
  const LINK = /\/link-[\w-]+\.js$/;

  test('is asked for before the page runs, where the address has some', async ({page}) => {
    let asked = 0;
    await page.route(LINK, (route) => {
      asked++;
      return route.continue();
    });
    await page.route(/\/index-[\w-]+\.js$/, async (route) => {
      await expect.poll(() => asked).toBe(1);
      await route.continue();
    });
    await page.goto(`/${smallRun({seed: 12})}`);
    await reach(page, 1);
    expect(await page.evaluate(() => window.__lab.spec)).toMatchObject({seed: 12});
    expect(asked).toBe(1);
  });

  test('is asked for after the first step, where it has none', async ({page}) => {
    let trained = false;
    const late: boolean[] = [];
    await page.route(LINK, async (route) => {
      // The press that asks for it may have begun the run again by now.
      late.push(trained || (await page.evaluate(() => window.__lab.step)) > 0);
      await route.continue();
    });
    await page.goto('/#/lab/circle');
    await reach(page, 1);
    trained = true;
    await page.getByTestId('next-seed').click();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/lab\/circle\/[A-Z]/);
    expect(late).toEqual([true]);
  });
});
