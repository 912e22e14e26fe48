import {setTimeout} from 'node:timers/promises';
import type {CDPSession} from '@playwright/test';
import {median} from 'simple-statistics';
import config from '../../playwright.config.ts';
import {atLength} from '../support/long.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const WARM_UP = atLength(10, 5);
const RESTARTS = atLength(50, 8);
/** Bytes a restart: few restarts show only what is large. */
const MOST = atLength(1000, 50_000);
const STEPS = 3;
/** Collections of what is not used any more before a reading: one alone leaves 0.3 to 1.5 MB that are still on their way out, now and then. */
const COLLECTIONS = 4;
const BETWEEN_MS = 50;

// Machine code and byte code that come and go with use would hide what a restart leaves behind.
const STEADY = '--js-flags=--no-opt --no-sparkplug --no-maglev --no-flush-bytecode --no-lazy-feedback-allocation';
const {launchOptions} = config.use!;
test.use({launchOptions: {...launchOptions, args: [...launchOptions!.args!, STEADY]}});

declare global {
  interface Window {
    /** Called with the number of workers so far, when the run of the newest has ended and is drawn. */
    runIsOver(workers: string): void;
  }
}

/** Watches from inside the page: every script that a test sends into a page is kept there. */
function tellEnds(steps: number): void {
  let told = 0;
  setInterval(() => {
    const {workers, frames} = window.__heard;
    if (workers === told || window.__lab?.phase !== 'finished' || frames.points !== steps) return;
    told = workers;
    requestAnimationFrame(() => requestAnimationFrame(() => window.runIsOver(String(workers))));
  }, 20);
}

/** Resolves when the run of so many workers, or of more, is over. */
const endOf = (devtools: CDPSession, workers: number) =>
  new Promise<void>((resolve) => {
    devtools.on('Runtime.bindingCalled', function hear({name, payload}) {
      if (name !== 'runIsOver' || Number(payload) < workers) return;
      devtools.off('Runtime.bindingCalled', hear);
      resolve();
    });
  });

/** The slopes between all pairs: their median is what every restart leaves, whatever a few readings are off (Theil and Sen). */
const slopesOf = (values: readonly number[]): number[] =>
  values.flatMap((a, i) => values.slice(i + 1).map((b, k) => (b - a) / (k + 1)));

test('restarts leak neither tensors nor memory', async ({page}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', {name: 'runIsOver'});
  await page.addInitScript(tellEnds, STEPS);
  const heapInUse = async () => {
    const readings: number[] = [];
    while (readings.length < COLLECTIONS) {
      if (readings.length) await setTimeout(BETWEEN_MS);
      await devtools.send('HeapProfiler.collectGarbage');
      readings.push((await devtools.send('Runtime.getHeapUsage')).usedSize);
    }
    return Math.min(...readings);
  };
  let workers = 1;
  // By the key alone; a run of three steps stands still soon, and is always read in the same state.
  const restart = async () => {
    const over = endOf(devtools, ++workers);
    for (const type of ['keyDown', 'keyUp'] as const)
      await devtools.send('Input.dispatchKeyEvent', {type, key: 'r', code: 'KeyR'});
    await over;
    return heapInUse();
  };
  const tensors = () => page.evaluate(() => window.__lab.memory.tensors);
  const first = endOf(devtools, workers);
  await page.goto(`/${smallRun({steps: STEPS})}`);
  await first;
  const before = await tensors();
  for (let i = 0; i < WARM_UP; i++) await restart();
  const heap: number[] = [];
  for (let i = 0; i < RESTARTS; i++) heap.push(await restart());
  const slope = median(slopesOf(heap));
  test.info().annotations.push({type: 'heap', description: `${slope.toFixed(0)} bytes a restart`});
  expect(await page.evaluate(() => window.__heard.workers)).toBe(1 + WARM_UP + RESTARTS);
  await reach(page, STEPS);
  expect(await tensors()).toBe(before);
  expect(slope).toBeLessThanOrEqual(MOST);
});
