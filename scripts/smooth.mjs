/**
 * `npm run smooth [-- [--seconds 10] [--rounds 2] [--hash '#/...'] [--json] [folder ...]]`: how smooth the built page is while it
 * trains: a slider is moved by an arrow key three times a second. Of several folders that hold built pages (by default `dist`
 * alone) one round each comes in turn, so that what else the machine does falls on all of them.
 *
 * Prints of each scene the median and the longest time from a key to the next painting (Event Timing), tasks of the main thread
 * over 50 ms in a round and the longest, and steps a second.
 */
import {loadavg} from 'node:os';
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {chromium} from '@playwright/test';
import {median} from 'simple-statistics';
import {preview} from 'vite';
import {ensureChromium} from './chromium.mjs';
import {root} from './setup.mjs';

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seconds: {type: 'string', default: '10'},
    rounds: {type: 'string', default: '2'},
    hash: {type: 'string', multiple: true},
    json: {type: 'boolean', default: false},
  },
});
const folders = positionals.length > 0 ? positionals : ['dist'];
const SECONDS = Number(options.seconds);
/** Milliseconds from key to key. */
const BETWEEN = 333;
/** What a task of the main thread may take. */
const LONG = 50;

const EVERY_PANEL = [
  ...['temperature', 'plane', 'curves', 'evenness', 'spread', 'similarities', 'matrix', 'bound', 'spectrum'],
  ...['classes', 'neighbours'],
];
const SCENES = options.hash ?? ['#/lab/emoji', `#/lab/emoji&p=${EVERY_PANEL}`, '#/reward/length-biased', '#/policy'];

/** Runs in the page before its own code. */
function watch() {
  const seen = {keys: [], tasks: []};
  window.__smooth = seen;
  const observe = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, ...more});
  observe('longtask', ({duration}) => seen.tasks.push(duration));
  observe('event', ({name, duration}) => name === 'keydown' && seen.keys.push(duration), {durationThreshold: 16});
}

async function measure(address, hash) {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, serviceWorkers: 'block'});
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`${address}${hash}`);
  await page.waitForFunction(() => window.__lab?.step >= 20, undefined, {timeout: 5 * 60_000});
  await page.waitForTimeout(3000);
  await page.locator('input[type=range]').first().focus();
  const before = await page.evaluate(() => {
    Object.assign(window.__smooth, {keys: [], tasks: []});
    return {step: window.__lab.step, at: performance.now()};
  });
  const count = Math.round((1000 * SECONDS) / BETWEEN);
  for (let i = 0; i < count; i++) {
    await page.keyboard.press(i % 2 ? 'ArrowLeft' : 'ArrowRight');
    await page.waitForTimeout(BETWEEN);
  }
  const after = await page.evaluate(() => ({...window.__smooth, step: window.__lab.step, at: performance.now()}));
  await context.close();
  const {keys, tasks} = after;
  return {
    // Faster than 16 ms is not told.
    keys: [...keys, ...Array(Math.max(0, count - keys.length)).fill(16)],
    tasks,
    steps: (1000 * (after.step - before.step)) / (after.at - before.at),
  };
}

const servers = [];
for (const folder of folders) {
  servers.push(await preview({root, build: {outDir: resolve(root, folder)}, preview: {host: '127.0.0.1', port: 0}}));
}
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

const rows = [];
for (const scene of SCENES) {
  const found = folders.map(() => []);
  for (let i = 0; i < Number(options.rounds); i++) {
    for (const [k, server] of servers.entries()) found[k].push(await measure(server.resolvedUrls.local[0], scene));
  }
  for (const [k, folder] of folders.entries()) {
    const keys = found[k].flatMap((one) => one.keys);
    const tasks = found[k].flatMap((one) => one.tasks).filter((task) => task > LONG);
    rows.push({
      ...{scene, folder, keys: keys.length, median: median(keys), longest: Math.max(...keys)},
      // By their places among the keys of their round: the first finds the page's code not yet compiled.
      late: found[k].flatMap((one) => one.keys.flatMap((key, i) => (key > 100 ? [i] : []))).join(),
      ...{tasks: tasks.length / found[k].length, longestTask: Math.max(0, ...tasks)},
      steps: found[k].reduce((sum, {steps}) => sum + steps, 0) / found[k].length,
    });
    if (!options.json) console.log(JSON.stringify(rows.at(-1)));
  }
}
await browser.close();
for (const server of servers) await server.close();
if (options.json) console.log(JSON.stringify({load: loadavg(), seconds: SECONDS, rows}));
else console.log(`load ${loadavg().map((load) => load.toFixed(1))}`);
