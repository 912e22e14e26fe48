/** The same link in Firefox and in Chromium, both on WebAssembly: equal numbers to the last bit, at every step. */

import {smallRun} from '../browser/support/lab.ts';
import {expect, reach, test} from './support/fox.ts';

/** All that was recorded at each step until this one. */
const recorded = (until: number): Record<string, number>[] =>
  Array.from({length: until + 1}, (_, step) => ({...window.__lab.metricsAt(step)}));

interface Recorder {
  evaluate(read: typeof recorded, until: number): Promise<Record<string, number>[]>;
}

/** So much further it trains: what the next stage measures at a step has arrived. */
const BEYOND = 10;

const RUNS = [
  {name: 'the opening page', hash: '#/lab', steps: 200, metrics: 4},
  {name: 'points with noise', hash: smallRun(), steps: 400, metrics: 4},
  {name: 'preferences', hash: '#/reward', steps: 200, metrics: 4},
  {name: 'a policy: imitation, and a judge that begins', hash: '#/policy', steps: 320, metrics: 2},
];

for (const {name, hash, steps, metrics} of RUNS) {
  test(`${name}: equal bits in Firefox and in Chromium after ${steps} steps`, async ({fox, page, baseURL}) => {
    const address = `${baseURL}?backend=wasm${hash}`;
    const numbers: Record<string, number>[][] = [];
    for (const [open, wait, read] of [
      [() => fox.goto(address), () => reach(fox, steps + BEYOND), fox as Recorder],
      [
        () => page.goto(address),
        () => page.waitForFunction((t) => (window.__lab?.step ?? -1) >= t, steps + BEYOND),
        page as Recorder,
      ],
    ] as const) {
      await open();
      await wait();
      numbers.push(await read.evaluate(recorded, steps));
    }
    expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');
    const [inFirefox, inChromium] = numbers;
    expect(Object.keys(inFirefox[steps]).length).toBeGreaterThan(0);
    expect(new Set(inFirefox.flatMap(Object.keys)).size).toBeGreaterThanOrEqual(metrics);
    expect(inFirefox).toEqual(inChromium);
  });
}
