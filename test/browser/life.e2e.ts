import {linearRegression} from 'simple-statistics';
import config from '../../playwright.config.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const WARM_UP = 10;
const RESTARTS = 50;
/** Bytes a restart. */
const MOST = 1000;
/** The heap is the smallest of so many readings, each after so many milliseconds: a drawing may be under way at one. */
const READINGS = 3;
const QUIET = 200;

// Machine code and byte code that come and go with use would hide what a restart leaves behind.
const STEADY = '--js-flags=--no-opt --no-sparkplug --no-maglev --no-flush-bytecode --no-lazy-feedback-allocation';
const {launchOptions} = config.use!;
test.use({launchOptions: {...launchOptions, args: [...launchOptions!.args!, STEADY]}});

test('restarts leak neither tensors nor memory', async ({page}) => {
  test.setTimeout(300_000);
  const devtools = await page.context().newCDPSession(page);
  let workers = 0;
  page.on('worker', () => workers++);
  // Every script that a test sends into a page is kept there, so the restarts are made by the key alone; a run of three
  // steps stands still soon, and is always read in the same state.
  const restart = async () => {
    for (const type of ['keyDown', 'keyUp'] as const)
      await devtools.send('Input.dispatchKeyEvent', {type, key: 'r', code: 'KeyR'});
    const readings: number[] = [];
    for (let i = 0; i < READINGS; i++) {
      await page.waitForTimeout(QUIET);
      await devtools.send('HeapProfiler.collectGarbage');
      readings.push((await devtools.send('Runtime.getHeapUsage')).usedSize);
    }
    return Math.min(...readings);
  };
  const tensors = () => page.evaluate(() => window.__lab.memory.tensors);
  await page.goto(`/${smallRun({steps: 3})}`);
  await reach(page, 3);
  const before = await tensors();
  for (let i = 0; i < WARM_UP; i++) await restart();
  const heap: number[] = [];
  for (let i = 0; i < RESTARTS; i++) heap.push(await restart());
  const slope = linearRegression(heap.map((bytes, i) => [i, bytes])).m;
  test.info().annotations.push({type: 'heap', description: `${slope.toFixed(0)} bytes a restart`});
  expect(workers).toBeGreaterThanOrEqual(1 + WARM_UP + RESTARTS);
  await reach(page, 3);
  expect(await tensors()).toBe(before);
  expect(slope).toBeLessThanOrEqual(MOST);
});
