import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from '@playwright/test';
import {expect, reach, setValue, smallRun, stepOf, test} from './support/lab.ts';

/** A small run that stands still. */
async function openPaused(page: Page, address = smallRun()): Promise<void> {
  await page.goto(`/${address}`);
  await reach(page, 5);
  await page.getByTestId('play').click();
  await expect(page.getByTestId('play')).toContainText('Play');
}

const median = async (page: Page) => Number(await page.getByTestId('field-legend').getAttribute('data-median'));

async function axe(page: Page): Promise<void> {
  const {violations} = await new AxeBuilder({page}).analyze();
  const serious = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}

/** Pixels of the sphere's canvas that have the accent's colour. */
const accentPixels = (page: Page) =>
  page.locator('.hypersphere-stage > canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const probe = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true})!;
    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--accent');
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    probe.clearRect(0, 0, 1, 1);
    probe.drawImage(canvas, 0, 0);
    const {data} = probe.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 0 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 60)
        count++;
    }
    return count;
  });

for (const [head, words] of [
  [3, 'sphere'],
  [2, 'circle'],
  [8, 'projected from 8 dimensions'],
] as const) {
  test(`F shows which way the next batch is pushed (${words})`, async ({page}) => {
    await openPaused(page, smallRun({settings: {model: {width: 16, representation: 16, head}}}));
    const before = await accentPixels(page);
    await page.keyboard.press('f');
    const legend = page.getByTestId('field-legend');
    await expect(legend).toHaveAttribute('data-arrows', '64');
    await expect(page.getByTestId('field')).toHaveAttribute('aria-pressed', 'true');
    if (head > 3) await expect(legend).toContainText(words);
    await expect.poll(() => accentPixels(page)).toBeGreaterThan(before + 200);
    await page.keyboard.press('f');
    await expect(legend).not.toBeVisible();
    await expect.poll(() => accentPixels(page)).toBeLessThan(before + 50);
  });
}

test('arrows follow the temperature while the run stands, and each step brings another batch', async ({page}) => {
  await openPaused(page);
  await page.keyboard.press('f');
  const legend = page.getByTestId('field-legend');
  await expect(legend).toHaveAttribute('data-arrows', '64');
  const [tick, first] = [await stepOf(page), await median(page)];
  expect(first).toBeGreaterThan(0);
  await setValue(page, 'objective.temperature', '1');
  await expect.poll(() => median(page)).toBeLessThan(first / 2);
  const second = await median(page);
  await setValue(page, 'objective.temperature', '0.1');
  await expect.poll(() => median(page)).toBeGreaterThan(2 * second);
  expect(await stepOf(page)).toBe(tick);
  await expect(legend).toHaveAttribute('data-tick', String(tick));
  await page.getByTestId('step').click();
  await expect(legend).toHaveAttribute('data-tick', String(tick + 1));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`forces, ${colorScheme}: nothing to hold against them`, async ({page}) => {
    await page.emulateMedia({colorScheme});
    await page.setViewportSize({width: 1440, height: 900});
    await openPaused(page, '#/lab/cold');
    await page.keyboard.press('f');
    await expect(page.getByTestId('field-legend')).toHaveAttribute('data-arrows', '256');
    await axe(page);
  });
}
