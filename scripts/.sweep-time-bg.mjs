/**
 * `npm run sweep-time [-- [--workers 1,2] [--steps 600] [--hash '#/...'] [--tasks] [--picture sweep.png]]`: how long the built page takes for its
 * first ready sweep (of the opening preset: temperature, 12 values x 3 seeds), with so many workers on WebAssembly.
 *
 * Prints seconds from the press on Start until everything is trained, seconds of processor time of all the browser's
 * processes, the load of the machine, and the tasks of the page's main thread that took over 50 ms while it trained. On a
 * busy machine tasks are long because others have the processor: `--tasks` counts them by processor time as well.
 * `--picture` saves what the page shows at the end.
 */
import {loadavg} from 'node:os';
import {resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {chromium} from '@playwright/test';
import {preview} from 'vite';
import {ensureChromium} from './chromium.mjs';
import {root} from './setup.mjs';

const {values: options} = parseArgs({
  options: {
    workers: {type: 'string', default: '1,2'},
    steps: {type: 'string', default: '600'},
    hash: {type: 'string', default: ''},
    tasks: {type: 'boolean', default: false},
    picture: {type: 'string'},
  },
});

const LONG = 50;

/** Runs in the page, before its own code: the machine seems to have so many cores, and long tasks are noted. */
function prepare(cores) {
  Object.defineProperty(navigator, 'hardwareConcurrency', {get: () => cores});
  window.__tasks = [];
  new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries()) window.__tasks.push({startTime, duration});
  }).observe({type: 'longtask', buffered: true});
}

/** Seconds of processor time that all processes of the browser have used. */
async function processorTime(session) {
  const {processInfo} = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, {cpuTime}) => sum + cpuTime, 0);
}

/** Milliseconds of processor time of each task of the pages' main threads, while `act` is under way. */
async function tasksDuring(session, act) {
  const events = [];
  session.on('Tracing.dataCollected', ({value}) => events.push(...value));
  const config = {includedCategories: ['toplevel', '__metadata'], recordMode: 'recordUntilFull'};
  await session.send('Tracing.start', {traceConfig: config, transferMode: 'ReportEvents'});
  await act();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  const main = new Set(
    events.filter(({name, args}) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  return events
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && main.has(threadOf(event)))
    .map(({tdur = 0}) => tdur / 1000);
}

const threadOf = ({pid, tid}) => `${pid} ${tid}`;

async function measure(browser, address, workers) {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}});
  const page = await context.newPage();
  const session = await browser.newBrowserCDPSession();
  // Of two cores a sweep takes both; of more it leaves one to the page.
  await page.addInitScript(prepare, workers > 2 ? workers + 1 : workers);
  await page.goto(`${address}${options.hash}`);
  await page.getByTestId('open-sweep').click();
  await page.getByTestId('sweep-steps').fill(options.steps);
  const [before, loadBefore] = [await processorTime(session), loadavg()[0]];
  const start = performance.now();
  const began = await page.evaluate(() => performance.now());
  const train = async () => {
    await page.getByTestId('sweep-start').click();
    await page.waitForFunction(
      () => document.querySelector('[data-testid=sweep-status]')?.dataset.phase === 'finished',
      undefined,
      {timeout: 0},
    );
  };
  const tasks = options.tasks ? await tasksDuring(session, train) : await train();
  const seconds = (performance.now() - start) / 1000;
  const processor = (await processorTime(session)) - before;
  const status = await page.getByTestId('sweep-status').locator('p span').textContent();
  const long = await page.evaluate((from) => window.__tasks.filter(({startTime}) => startTime >= from), began);
  if (options.picture) {
    // The last points are asked for one run after the other.
    await page.waitForTimeout(8000);
    await page.screenshot({path: options.picture});
  }
  await context.close();
  const most = Math.max(0, ...long.map(({duration}) => duration));
  console.log(`${status}: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time`);
  console.log(`  load ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`);
  console.log(`  main thread: ${long.length} tasks over ${LONG} ms, the longest ${Math.round(most)} ms`);
  if (tasks) {
    const over = tasks.filter((time) => time > LONG);
    const all = tasks.reduce((sum, time) => sum + time, 0) / 1000;
    console.log(
      `  by processor time: ${over.length} over ${LONG} ms, the longest ${Math.max(0, ...tasks).toFixed(0)} ms; ` +
        `${all.toFixed(1)} s in all`,
    );
  }
}

const server = await preview({root, build: {outDir: '/tmp/sweep-dist'}, preview: {host: '127.0.0.1', port: 0}});
const {port} = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const workers of options.workers.split(',').map(Number)) {
  await measure(browser, `http://127.0.0.1:${port}/`, workers);
}
await browser.close();
await server.close();
