/**
 * `npm run first-movement [-- [--loads N] [--hash '#/...'] [folder ...]]`: how long the built page takes until something
 * moves. Each load is in a browser context of its own, so nothing is cached. Of several folders that hold built pages (by
 * default `dist` alone) one load each comes in turn, so that what else the machine does falls on all of them.
 *
 * Prints median, least and most in milliseconds from the beginning of the navigation, of N loads (by default 12). What
 * happens in the worker is known by its messages and by its marks (`performance.mark`) and downloads.
 */
import {loadavg} from 'node:os';
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {chromium} from '@playwright/test';
import {preview} from 'vite';
import {ensureChromium} from './chromium.mjs';
import {root} from './setup.mjs';

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {loads: {type: 'string', default: '12'}, hash: {type: 'string', default: ''}, list: {type: 'boolean'}},
});
const folders = positionals.length > 0 ? positionals : ['dist'];

/** Runs in the page, before its own code: notes when it starts its worker, and what the two tell one another. */
function watch() {
  const seen = {tasks: []};
  window.__firstMovement = seen;
  const note = (name) => {
    seen[name] ??= performance.now();
  };
  const marks = {
    alive: () => note('the worker holds its lock'),
    opened: () => note('the run is open'),
    frame: () => note('first frame comes'),
    progress: ({tick}) => {
      if (tick < 1) return;
      note('first step comes');
      // After the page has taken it in.
      setTimeout(() => window.__lab?.step >= 1 && note('first step is shown'));
    },
  };
  const {Worker} = window;
  window.Worker = class extends Worker {
    constructor(...words) {
      note('the page asks for the worker');
      super(...words);
      this.addEventListener('message', ({data}) => marks[data.type]?.(data));
    }
    postMessage(command, ...rest) {
      if (command.type === 'open') note('the page asks for the run');
      // The page asks for the next frame when it has drawn one.
      if (command.type === 'want' && seen['first frame comes']) note('first frame is drawn');
      super.postMessage(command, ...rest);
    }
  };
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true});
  observe('longtask', ({startTime, duration}) => seen.tasks.push([Math.round(startTime), Math.round(duration)]));
  observe('paint', ({name, startTime}) => {
    seen[name] = startTime;
  });
}

/** Runs in the worker. */
function readWorker() {
  const since = ({startTime}) => performance.timeOrigin + startTime;
  const files = performance.getEntriesByType('resource');
  const marks = performance.getEntriesByType('mark').map((mark) => [`the worker ${mark.name}`, since(mark)]);
  return {
    marks,
    files: files.map(({name, startTime, responseEnd}) => [
      name,
      performance.timeOrigin + startTime,
      performance.timeOrigin + responseEnd,
    ]),
  };
}

async function load(browser, address) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(address + options.hash, {waitUntil: 'commit'});
    const done = ['first step is shown', 'first frame is drawn'];
    await page.waitForFunction((names) => names.every((name) => window.__firstMovement[name]), done, {
      polling: 200,
      timeout: 60_000,
    });
    // Tasks are told of a little later.
    await page.waitForTimeout(300);
    const {origin, seen, files} = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      seen: window.__firstMovement,
      files: performance
        .getEntriesByType('resource')
        .map(({name, startTime, responseEnd}) => [name, startTime, responseEnd]),
    }));
    const {tasks, ...times} = seen;
    const worker = await page.workers()[0].evaluate(readWorker);
    for (const [name, at] of worker.marks) times[name] = at - origin;
    const before = tasks.filter(([start]) => start < times['first step is shown']);
    if (options.list) {
      const all = [
        ...files.map((f) => ['page', ...f]),
        ...worker.files.map(([name, s, e]) => ['worker', name, s - origin, e - origin]),
      ];
      for (const [who, name, s, e] of all.sort((a, b) => a[2] - b[2]))
        console.log(who, Math.round(s), Math.round(e), name.split('/').at(-1));
      console.log('tasks', JSON.stringify(tasks));
    }
    return {
      ...times,
      'tasks over 50 ms before': before.length,
      'the longest of these': Math.max(0, ...before.map(([, length]) => length)),
      'files of the worker': worker.files.length,
    };
  } finally {
    await context.close();
  }
}

const median = (sorted) => (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

function print(folder, loads) {
  const names = [...new Set(loads.flatMap(Object.keys))];
  const rows = names.map((name) => {
    const values = loads
      .map((one) => one[name])
      .filter((value) => value !== undefined)
      .sort((a, b) => a - b);
    return [name, Math.round(median(values)), Math.round(values[0]), Math.round(values.at(-1))];
  });
  console.log(`${folder}, ${loads.length} loads`);
  console.table(
    Object.fromEntries(
      rows.sort((a, b) => a[1] - b[1]).map(([name, middle, least, most]) => [name, {median: middle, least, most}]),
    ),
  );
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', ...sandbox],
});
const servers = await Promise.all(
  folders.map((folder) =>
    preview({
      root,
      logLevel: 'error',
      build: {outDir: resolve(folder)},
      preview: {host: '127.0.0.1', port: 0, open: false},
    }),
  ),
);
try {
  const results = folders.map(() => []);
  const addresses = servers.map(({httpServer}) => `http://127.0.0.1:${httpServer.address().port}/`);
  for (let n = 0; n < Number(options.loads); n++) {
    for (const [i, address] of addresses.entries()) results[i].push(await load(browser, address));
  }
  folders.forEach((folder, i) => print(folder, results[i]));
  console.log(
    `Load of the machine at the end: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
} finally {
  await browser.close();
  await Promise.all(servers.map((server) => server.close()));
}
