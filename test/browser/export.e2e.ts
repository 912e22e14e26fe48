import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {test as anyPage, type Download, type Locator, type Page} from '@playwright/test';
import type {RunFile} from '../../src/spec/runFile.ts';
import {long} from '../support/long.ts';
import {readNpz} from '../support/npy.ts';
import {readSafetensors} from '../support/safetensors.ts';
import {expect, reach, smallRun, stepOf, test} from './support/lab.ts';

async function saved(page: Page, button: Locator): Promise<Download> {
  const download = page.waitForEvent('download');
  await button.click();
  return download;
}

const bytesOf = async (download: Download): Promise<Uint8Array> => readFileSync(await download.path());

const saveFile = (page: Page, id: string) => saved(page, page.getByTestId(`save-file-${id}`));

async function openFiles(page: Page): Promise<void> {
  await page.getByTestId('share').click();
  await page.getByTestId('share-files').click();
}

test('panels are saved as SVG, with shapes and texts', async ({page}) => {
  await page.goto(`/${smallRun({panels: ['plane', 'evenness']})}`);
  await reach(page, 20);
  for (const id of ['hypersphere', 'plane', 'evenness']) {
    await page.getByTestId(`save-${id}`).click();
    const file = await saved(page, page.getByRole('menuitem', {name: 'SVG'}));
    const text = new TextDecoder().decode(await bytesOf(file));
    const read = await page.evaluate((xml) => {
      const {documentElement: root} = new DOMParser().parseFromString(xml, 'image/svg+xml');
      const count = (selector: string) => root.querySelectorAll(selector).length;
      return {
        root: root.localName,
        texts: count('text'),
        shapes: count('path, rect, circle'),
        wide: count('[d*="NaN"]'),
      };
    }, text);
    expect(read, id).toMatchObject({root: 'svg', wide: 0});
    expect(read.texts, id).toBeGreaterThan(2);
    expect(read.shapes, id).toBeGreaterThan(5);
  }
});

test(
  'a run is saved as JSON and opened again; points and weights are arrays, and it trains on',
  long,
  async ({page}) => {
    await page.goto(`/${smallRun({seed: 11})}`);
    await reach(page, 20);
    await openFiles(page);

    const run = await saveFile(page, 'run');
    const file = JSON.parse(new TextDecoder().decode(await bytesOf(run))) as RunFile;
    expect(file).toMatchObject({format: 'contrastive-lab-run', version: 1, spec: {seed: 11}, backend: {name: 'wasm'}});
    const loss = file.curves.find(({metric}) => metric === 'loss')!;
    expect(loss.ticks.slice(0, 3)).toEqual([1, 2, 3]);
    const shown = await page.evaluate(() => window.__lab.metricsAt(2).loss);
    expect(loss.values[1]).toBe(shown);

    const arrays = readNpz(await bytesOf(await saveFile(page, 'embeddings')));
    expect(arrays.points.shape).toEqual([500, 3]);
    expect(arrays.representations.shape).toEqual([500, 16]);
    const [x, y, z] = arrays.points.data as Float32Array;
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 5);

    const weights = readSafetensors(await bytesOf(await saveFile(page, 'weights')));
    expect(weights.tensors['head/w0'].shape).toEqual([16, 3]);
    expect(JSON.parse(weights.metadata.spec)).toMatchObject({seed: 11});
    const step = await stepOf(page);
    await reach(page, step + 5);

    await page.getByTestId('share-close').click();
    await page.goto('/#/lab/emoji');
    await page.waitForFunction(() => (window.__lab.spec as {seed: number}).seed !== 11);
    await openFiles(page);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', {name: 'Open a saved run'}).click();
    await (await chooser).setFiles(await run.path());
    await page.waitForFunction(() => (window.__lab.spec as {seed: number}).seed === 11);
  },
);

anyPage(
  'the whole lab with a run inside opens from disk and trains without a network',
  long,
  async ({browser}, info) => {
    const online = await browser.newPage();
    await online.goto(`/${smallRun({seed: 12})}`);
    await reach(online, 5);
    await openFiles(online);
    const path = info.outputPath('lab.html');
    await (await saveFile(online, 'offline')).saveAs(path);
    await online.close();

    // Its policy lets its one script run, by its hash, and what that one unpacks.
    const html = readFileSync(path, 'utf8');
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
    const hash = createHash('sha256').update(inline[0]).digest('base64');
    expect(inline).toHaveLength(1);
    expect(policy).toContain(`script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'`);

    const context = await browser.newContext({offline: true, baseURL: undefined});
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(`file://${path}`);
    await reach(page, 10);
    expect(await page.evaluate(() => window.__lab.spec)).toMatchObject({seed: 12});
    expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  },
);
