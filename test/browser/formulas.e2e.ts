/** Every formula of the page at six widths. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build, type PreviewServer, preview} from 'vite';
import {long} from '../support/long.ts';
import {expect, test} from './support/lab.ts';

const WIDTHS = [390, 768, 1024, 1280, 1440, 1920];

const root = join(import.meta.dirname, 'formulas');
const configFile = join(import.meta.dirname, '../../vite.config.ts');
const outDir = mkdtempSync(join(tmpdir(), 'formulas-'));
let server: PreviewServer;

test.beforeAll(async () => {
  await build({root, configFile, logLevel: 'error', publicDir: false, build: {outDir, emptyOutDir: true}});
  server = await preview({root, configFile, logLevel: 'error', build: {outDir}, preview: {host: '127.0.0.1', port: 0}});
});

test.afterAll(async () => {
  await server?.close();
  rmSync(outDir, {recursive: true, force: true});
});

test('every formula fits its frame, and no line of one lies over another', long, async ({page}) => {
  await page.goto(server.resolvedUrls!.local[0]);
  await page.waitForFunction(() => 'showFormulas' in window);
  expect(await page.evaluate(() => window.showFormulas())).toBeGreaterThan(90);
  for (const width of WIDTHS) {
    await page.setViewportSize({width, height: 800});
    expect(await page.evaluate(() => window.formulaFaults()), `${width} px`).toEqual([]);
  }
});
