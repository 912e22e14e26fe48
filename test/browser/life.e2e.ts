import type {Page} from '@playwright/test';
import {linearRegression} from 'simple-statistics';
import config from '../../playwright.config.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const WARM_UP = 10;
const RESTARTS = 50;
/** Bytes a restart. */
const MOST = 1000;

// Machine code and byte code that come and go with use would hide what a restart leaves behind.
const STEADY = '--js-flags=--no-opt --no-sparkplug --no-maglev --no-flush-bytecode';
const {launchOptions} = config.use!;
test.use({launchOptions: {...launchOptions, args: [...launchOptions!.args!, STEADY]}});

test('restarts leak neither tensors nor memory', async ({page}) => {
  test.setTimeout(300_000);
  const devtools = await page.context().newCDPSession(page);
  const heapUsed = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  await restart(page, WARM_UP);
  // The heap is read from outside while one script makes the restarts: every script that a test sends is itself kept.
  const [start, done] = [performance.now(), {value: false}];
  const restarting = restart(page, RESTARTS).finally(() => {
    done.value = true;
  });
  const times: [time: number, bytes: number][] = [];
  while (!done.value) times.push([performance.now() - start, await heapUsed()]);
  const tensors = await restarting;
  const each = (performance.now() - start) / RESTARTS;
  const slope = linearRegression(times.map(([time, bytes]) => [time / each, bytes])).m;
  test.info().annotations.push({type: 'heap', description: `${slope.toFixed(0)} bytes a restart`});
  expect(new Set(tensors).size).toBe(1);
  expect(slope).toBeLessThanOrEqual(MOST);
});

/** Restarts again and again; the number of tensors after three steps of each run. */
function restart(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const tensors: number[] = [];
    for (let i = 0; i < count; i++) {
      document.querySelector<HTMLElement>('[data-testid=restart]')!.click();
      await until(() => window.__lab.step < 3);
      await until(() => window.__lab.step >= 3);
      tensors.push(window.__lab.memory.tensors);
    }
    return tensors;
  }, times);
}
