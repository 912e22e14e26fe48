/**
 * `npm run soak [-- --minutes 30 | --rounds 100] [--json]`: whether the built page keeps anything that it should let go. Each round
 * does what a reader may do in some minutes (moves a slider, opens another preset and another lab, adds a panel, pins and unpins
 * the run, compares, sweeps, forks, undoes, restarts) and ends in one state, the same preset standing still at the same step.
 * There it reads, after a collection of garbage: tensors and bytes of the worker, JavaScript heap, nodes, listeners, workers.
 *
 * Prints each reading's first and last value and what one more round adds: the median of the slopes between all pairs of rounds
 * after the first tenth (Theil and Sen), which some rounds that are off do not move. Fails when that is more than nothing, or when
 * anything went wrong.
 */
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {chromium} from '@playwright/test';
import {median} from 'simple-statistics';
import {preview} from 'vite';
import {ensureChromium} from './chromium.mjs';
import {root} from './setup.mjs';

const {values: options} = parseArgs({
  options: {
    minutes: {type: 'string'},
    rounds: {type: 'string'},
    json: {type: 'boolean', default: false},
  },
});
const MINUTES = Number(options.minutes ?? (options.rounds ? Number.POSITIVE_INFINITY : 30));
const ROUNDS = Number(options.rounds ?? Number.POSITIVE_INFINITY);
if (!(MINUTES > 0 && ROUNDS > 0)) {
  console.error('--minutes and --rounds take a number above 0.');
  process.exit(2);
}

/** The state that each round ends in. */
const HOME = '#/lab/circle';
const STEP = 20;

const server = await preview({root, build: {outDir: resolve(root, 'dist')}, preview: {host: '127.0.0.1', port: 0}});
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  // Machine code and byte code that come and go with use would hide what a round leaves behind.
  args: [
    '--js-flags=--no-opt --no-sparkplug --no-maglev --no-flush-bytecode --no-lazy-feedback-allocation',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
});
const page = await browser.newPage({viewport: {width: 1440, height: 900}, serviceWorkers: 'block'});
page.setDefaultTimeout(5 * 60_000);
const problems = [];
page.on('pageerror', (error) => problems.push(String(error)));
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');

const reach = (step) => page.waitForFunction((t) => (window.__lab?.step ?? -1) >= t, step);
const at = (id) => page.getByTestId(id).first();
const goTo = (hash) => page.evaluate((address) => location.assign(address), hash);

/** Milliseconds that each action took, until the page has done it. */
const took = [];
async function act(name, action) {
  const start = performance.now();
  await action();
  took.push({name, time: performance.now() - start});
}

async function slide(value) {
  const field = at('value-objective.t');
  await field.fill(String(value));
  await field.press('Enter');
  // Keys are the page's again.
  await field.blur();
}

async function round(i) {
  await act('slider', () => slide(1 + (i % 7) / 2));
  await act('pin', async () => {
    await page.keyboard.press('p');
    await at('open-compare').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-testid=open-compare]')?.dataset.pins === '1');
  });
  await act('fork', async () => {
    await page.keyboard.press('b');
    await at('fork-play').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-testid=fork-play]')?.dataset.status === 'paused');
    await at('fork-close').click();
  });
  await act('compare', async () => {
    await at('open-compare').click();
    await at('pin-delete').click();
    await page.waitForFunction(() => document.querySelector('[data-testid=pin-delete]') === null);
    await at('compare-close').click();
  });
  await act('sweep', async () => {
    await at('open-sweep').click();
    await at('sweep-first-values').fill('16, 32');
    await at('sweep-seeds').fill('1');
    await at('sweep-steps').fill('5');
    await at('sweep-start').click();
    await page.waitForFunction(
      () => document.querySelector('[data-testid=sweep-status]')?.dataset.phase === 'finished',
    );
    await at('sweep-close').click();
  });
  await act('lab', async () => {
    await goTo(i % 2 ? '#/reward/football' : '#/reward/length-biased');
    await page.waitForFunction(() => JSON.stringify(window.__lab.spec).includes('"reward"'));
    await reach(2);
  });
  await act('preset and panels', async () => {
    await goTo(i % 2 ? '#/lab/collapse/&p=plane,temperature' : '#/lab/cold/&p=curves,temperature,plane');
    await page.waitForFunction(() => !JSON.stringify(window.__lab.spec).includes('"reward"'));
    await reach(2);
  });
  await act('home', async () => {
    await goTo(HOME);
    await page.waitForFunction(() => location.hash.startsWith('#/lab/circle'));
    await reach(1);
  });
  await act('undo', async () => {
    await slide(5);
    await page.keyboard.press('Control+z');
  });
  await act('restart', async () => {
    await page.keyboard.press('r');
    await page.waitForFunction(() => window.__lab.phase === 'training');
    await reach(STEP);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => window.__lab.phase === 'paused');
  });
}

async function reading() {
  // Twice: what the first one finds dead may hold more.
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage');
  const {metrics} = await devtools.send('Performance.getMetrics');
  const of = (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const {tensors, bytes} = await page.evaluate(() => ({...window.__lab.memory}));
  return {
    ...{tensors, bytes, workers: page.workers().length},
    ...{heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), documents: of('Documents')},
  };
}

const slope = (values) => {
  const slopes = values.flatMap((a, i) => values.slice(i + 1).map((b, k) => (b - a) / (k + 1)));
  return slopes.length > 0 ? median(slopes) : Number.NaN;
};

await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/${HOME}`);
await reach(1);
const readings = [];
const start = performance.now();
while (readings.length < ROUNDS && performance.now() - start < MINUTES * 60_000) {
  await round(readings.length);
  readings.push(await reading());
  if (!options.json && readings.length % 10 === 0)
    console.log(`${readings.length} rounds: ${JSON.stringify(readings.at(-1))}`);
}
await browser.close();
await server.close();

const warm = readings.slice(Math.ceil(readings.length / 10));
const names = Object.keys(readings[0]);
const rows = Object.fromEntries(
  names.map((name) => {
    const values = warm.map((one) => one[name]);
    return [name, {first: values[0], last: values.at(-1), 'a round': slope(values)}];
  }),
);
// Garbage that is not collected yet comes and goes; what each round leaves behind adds up.
const MAY_GROW = {heap: 100_000, nodes: 1, listeners: 1};
const grown = names.filter((name) => rows[name]['a round'] > (MAY_GROW[name] ?? 0));
const slow = took.filter(({time}) => time > 5000).length;
const seconds = (performance.now() - start) / 1000;
if (options.json) {
  console.log(
    JSON.stringify({rounds: readings.length, seconds, readings: rows, grown, actions: took.length, slow, problems}),
  );
} else {
  console.log(`${readings.length} rounds in ${seconds.toFixed(0)} s`);
  console.table(rows);
  const times = (name) => took.filter((one) => one.name === name).map(({time}) => time);
  console.table(
    Object.fromEntries(
      [...new Set(took.map(({name}) => name))].map((name) => [
        name,
        {'median ms': Math.round(median(times(name))), 'longest ms': Math.round(Math.max(...times(name)))},
      ]),
    ),
  );
  console.log(
    `${slow} of ${took.length} actions took over 5 s; errors: ${problems.length === 0 ? 'none' : problems.join('; ')}`,
  );
  console.log(grown.length === 0 ? 'Nothing grows.' : `Grows with every round: ${grown.join(', ')}.`);
}
if (grown.length > 0 || problems.length > 0) process.exitCode = 1;
