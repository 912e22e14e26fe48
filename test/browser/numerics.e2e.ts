/**
 * The checks that also run in Node, on WebGPU in a real browser, on a device with no more than WebGPU's default limits; and
 * recorded phases against plain ones.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build, type PreviewServer, preview} from 'vite';
import {atLength, long} from '../support/long.ts';
import type {CheckName} from './numerics/page.ts';
import {expect, test} from './support/lab.ts';

const root = join(import.meta.dirname, 'numerics');
const configFile = join(import.meta.dirname, '../../vite.config.ts');
const outDir = mkdtempSync(join(tmpdir(), 'numerics-'));
let server: PreviewServer;
let address: string;

test.beforeAll(async () => {
  await build({root, configFile, logLevel: 'error', publicDir: false, build: {outDir, emptyOutDir: true}});
  server = await preview({root, configFile, logLevel: 'error', build: {outDir}, preview: {host: '127.0.0.1', port: 0}});
  address = server.resolvedUrls!.local[0];
});

test.afterAll(async () => {
  await server?.close();
  rmSync(outDir, {recursive: true, force: true});
});

interface Wanted {
  name: CheckName;
  /** On this slow adapter only the cases whose name contains something. */
  filter?: string;
  /** Only at length: in `npm test` others of its kind stand for it. */
  atLength?: true;
}

/** Of many cases of the same kind, those at every so many-th place. */
const EVERY = atLength(1, 7);

/** Each way in which a recording can go wrong without a word, and what must hold of all of them. */
const CAPTURE: readonly (string | [name: string, long: true])[] = [
  'every objective, 200 ticks',
  'stale reads',
  ['frozen numbers and randomness', true],
  'write-back order',
  ['aliasing', true],
  ['pinning', true],
  ['memory', true],
  ['several outputs', true],
  ['everything is recorded', true],
  'members of a population',
  ['members shown in turn', true],
  ['a stage that goes on', true],
  ['a batch that moves', true],
  ['a linear encoder', true],
  ['a convolution', true],
  ['reward models', true],
  'policies',
  ['programs that train nothing', true],
  ['what words add to a reward', true],
  ['a transformer', true],
  ['texts and two towers', true],
  ['a batch in chunks', true],
  ['kernels that fail', true],
];

const WANTED: readonly Wanted[] = [
  {name: 'keys'},
  {name: 'objectives', filter: 'N=17'},
  {name: 'otherObjectives', filter: 'N=9, D=3', atLength: true},
  {name: 'kernels'},
  {name: 'rewardObjectives'},
  {name: 'sampledObjectives', filter: 'KL in the loss'},
  {name: 'sampledObjectives', filter: 'KL in the reward', atLength: true},
  {name: 'policyObjectives'},
  {name: 'metrics', atLength: true},
  {name: 'optimiser'},
  {name: 'pairwise', atLength: true},
  {name: 'sequences', atLength: true},
  {name: 'transformer', filter: '2 layers', atLength: true},
  ...CAPTURE.map(
    (one): Wanted =>
      typeof one === 'string' ? {name: 'capture', filter: one} : {name: 'capture', filter: one[0], atLength: true},
  ),
];

/**
 * TensorFlow.js chooses how it tiles a product on WebGPU by the size of the whole batch; nothing trains through it there. The
 * values themselves are checked.
 */
const TENSORFLOWS_OWN = /matrix products: .* bits of each member alone/;

/** Asks for a device as it comes: 8 storage buffers, 128 MiB bindings, 65,535 workgroups, 16 KiB of workgroup memory. */
function withDefaultLimits(): void {
  const {requestDevice} = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = function () {
    return requestDevice.call(this);
  };
}

for (const {name, filter, atLength: isLong} of WANTED) {
  test(`${filter ? `${name} (${filter})` : name} on WebGPU with default limits`, isLong ? long : {}, async ({page}) => {
    await page.addInitScript(withDefaultLimits);
    await page.goto(address);
    await page.waitForFunction(() => 'runChecks' in window);
    const {count, failed} = await page.evaluate(
      ([what, part, every]) => window.runChecks(what, 'webgpu', part, every),
      [name, filter, EVERY] as const,
    );
    expect(count).toBeGreaterThan(0);
    expect(failed.filter((row) => !TENSORFLOWS_OWN.test(row.name))).toEqual([]);
  });
}

test('a population over two workers is the same, to the bit, as in one', async ({page}) => {
  await page.goto(address);
  await page.waitForFunction(() => 'compareShards' in window);
  const {workers, sharded, together} = await page.evaluate(() => window.compareShards(20));
  expect(workers).toBe(2);
  expect(together).toHaveLength(20);
  expect(together.every((losses) => losses.length === 5 && losses.every(Number.isFinite))).toBe(true);
  expect(sharded).toEqual(together);
});
