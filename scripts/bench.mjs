/**
 * `npm run bench`: the measured step of src/programs/step.ts in every variant, against TensorFlow.js, jax-js and
 * PyTorch, in Chromium; and how long it takes to read links that ask for much work. Options: `--quick` for small batches and
 * few rounds, `--software` for the software adapter also where there is another, `--large` for one more size, 16,384 pairs,
 * `--json` for one JSON object on standard output instead of tables.
 */
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {cpus, tmpdir, totalmem} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {root, setUp} from './setup.mjs';

const {values: options} = parseArgs({
  options: {json: {type: 'boolean'}, quick: {type: 'boolean'}, software: {type: 'boolean'}, large: {type: 'boolean'}},
});
/** Writes progress to standard error: standard output is only for the result. */
const say = (text) => process.stderr.write(`${text}\n`);

setUp();
const {build, preview} = await import('vite');
const {chromium} = await import('@playwright/test');
const {ensureChromium} = await import('./chromium.mjs');

const SOFTWARE = '--use-webgpu-adapter=swiftshader';

async function launch(...more) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = ['--enable-unsafe-webgpu', '--ignore-gpu-blocklist', ...sandbox, ...more];
  return chromium.launch({executablePath: await ensureChromium(), args});
}

/** Whether the page's browser has an adapter that is a GPU. */
const hasGPU = (page) =>
  page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({powerPreference: 'high-performance'}).catch(() => null);
    return adapter ? !adapter.info.isFallbackAdapter : false;
  });

/** A browser with a GPU where there is one, else with the software adapter. */
async function openBrowser(address) {
  if (!options.software) {
    const browser = await launch(...(process.platform === 'linux' ? ['--enable-features=Vulkan'] : []));
    const page = await browser.newPage();
    await page.goto(address);
    if (await hasGPU(page)) return {browser, page};
    await browser.close();
    say('There is no GPU here that Chromium can use: this is the software adapter.');
  }
  const browser = await launch(SOFTWARE);
  const page = await browser.newPage();
  await page.goto(address);
  return {browser, page};
}

/** A Python with PyTorch. */
const findTorch = () =>
  ['python3', '/usr/bin/python3', 'python'].find(
    (python) => spawnSync(python, ['-c', 'import torch'], {stdio: 'ignore'}).status === 0,
  );

/** PyTorch in its own process; each question and answer is a line of JSON. */
async function openTorch(python) {
  const child = spawn(python, [join(root, 'scripts/bench-step.py')], {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const answer = async () => {
    const {value, done} = await lines.next();
    if (done) throw new Error('PyTorch stopped.');
    return JSON.parse(value);
  };
  const {version} = await answer();
  const ask = (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    return answer();
  };
  return {version, ask, close: () => child.stdin.end()};
}

const number = (value) => (value === undefined ? '' : String(Number(value.toPrecision(3))));
const mebibytes = (bytes) => number(bytes && bytes / 2 ** 20);
const sizeOf = ({pairs, members}) => `N = ${pairs}, R = ${members}`;

/** A table whose columns fit their contents; all but the first two are aligned to the right. */
function printTable(head, rows) {
  const cells = [head, ...rows.map((row) => row.map((cell) => String(cell ?? '')))];
  const widths = head.map((_, k) => Math.max(...cells.map((row) => row[k].length)));
  const line = (row) => row.map((cell, k) => (k < 2 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ');
  console.log(`${cells.map((row) => line(row).trimEnd()).join('\n')}\n`);
}

function printTables({rows, memory, ratios, links}) {
  printTable(
    ['variant', 'size', 'whole ms', 'JavaScript ms', 'launches', 'copies', 'MiB on the GPU'],
    rows.map(({variant, whole, javascript, issued, bytes, ...row}) => [
      ...[variant, sizeOf(row), number(whole), number(javascript)],
      ...[issued?.launches, issued?.copies, mebibytes(bytes)],
    ]),
  );
  for (const {variant, problem, ...row} of rows) {
    if (problem) console.log(`${variant}, ${sizeOf(row)}: ${problem}`);
  }
  printTable(
    ['time of', 'over that of', 'ratio'],
    ratios.map(({of, to, value}) => [`${of.variant}, ${sizeOf(of)}`, `${to.variant}, ${sizeOf(to)}`, number(value)]),
  );
  printTable(
    ['a recorded step of', '', 'MiB'],
    memory.map(({pairs, bytes}) => [`${pairs} pairs`, '', mebibytes(bytes)]),
  );
  printTable(
    ['reading a link with much of', '', 'characters', 'ms'],
    links.map(({what, characters, milliseconds}) => [what, '', characters, number(milliseconds)]),
  );
}

const outDir = mkdtempSync(join(tmpdir(), 'bench-'));
let server;
let browser;
let torch;
try {
  const page = join(root, 'test/bench');
  const common = {root: page, configFile: join(root, 'vite.config.ts'), logLevel: 'error', publicDir: false};
  await build({...common, build: {outDir, emptyOutDir: true}});
  server = await preview({...common, build: {outDir}, preview: {host: '127.0.0.1', port: 0}});

  const opened = await openBrowser(server.resolvedUrls.local[0]);
  browser = opened.browser;
  const python = findTorch();
  torch = python && (await openTorch(python));
  if (!torch) say('There is no Python with PyTorch here: its rows are left out.');

  await opened.page.exposeFunction('say', say);
  await opened.page.exposeFunction('openTorch', async (size) => (await torch.ask({do: 'open', ...size})).whole);
  await opened.page.exposeFunction('measureTorch', (ticks) => torch.ask({do: 'measure', ticks}));
  const report = await opened.page.evaluate((chosen) => window.runBench(chosen), {
    quick: options.quick === true,
    large: options.large === true,
    torch: torch !== undefined,
  });

  const links = await opened.page.evaluate(() => window.readLinks());

  const machine = {
    processor: cpus()[0].model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    browser: browser.version(),
    torch: torch?.version ?? null,
  };
  if (options.json) console.log(JSON.stringify({...report, links, machine}));
  else {
    console.log(`${Object.values(machine).join(', ')}\n`);
    printTables({...report, links});
  }
} finally {
  torch?.close();
  await browser?.close();
  await server?.close();
  rmSync(outDir, {recursive: true, force: true});
}
