import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, setValue, smallRun, standStill, stepOf, test} from './support/lab.ts';

/** A small run that stands still. */
async function openPaused(page: Page, address = smallRun()): Promise<void> {
  await page.goto(`/${address}`);
  await reach(page, 5);
  await page.getByTestId('play').click();
  await expect(page.getByTestId('play')).toContainText('Play');
}

const median = async (page: Page) => Number(await page.getByTestId('field-legend').getAttribute('data-median'));

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
    await expect.poll(() => accentPixels(page)).toBeGreaterThan(before + 40);
    await page.keyboard.press('f');
    await expect(legend).not.toBeVisible();
    await expect.poll(() => accentPixels(page)).toBeLessThan(before + 30);
  });
}

test('arrows follow the temperature while the run stands, and each step brings another batch', long, async ({page}) => {
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

test('while the run stands, the colours of those who push a point follow the temperature', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  const tick = await standStill(page);
  const legend = page.getByTestId('pushers-legend');
  const half = async () => Number(await legend.getAttribute('data-half'));
  // A point that the reader looks at; then the setting alone is turned.
  await page.getByTestId('hypersphere').focus();
  await page.keyboard.press('.');
  const row = await page.getByTestId('hypersphere-card').getAttribute('data-row');
  await setValue(page, 'objective.temperature', '2');
  await expect(legend).toHaveAttribute('data-row', row!);
  await expect(page.getByTestId('pushers')).toHaveAttribute('aria-pressed', 'true');
  const many = await half();
  await setValue(page, 'objective.temperature', '0.01');
  await expect.poll(half).toBeLessThan(many / 4);
  expect(await stepOf(page)).toBe(tick);
  await page.getByTestId('play').click();
  await expect(legend).not.toBeVisible();
  await page.keyboard.press('w');
  await expect(legend).toBeVisible();
});

const strip = (page: Page) => page.getByTestId('slow-panel');
const rowOf = (page: Page) => strip(page).getAttribute('data-row');

test('M takes a step apart, by keys alone: five acts, one tick', long, async ({page}) => {
  await openPaused(page);
  await page.keyboard.press('m');
  await expect(strip(page)).toHaveAttribute('data-act', 'pair');
  const tick = await stepOf(page);
  const row = await rowOf(page);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => rowOf(page)).not.toBe(row);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => rowOf(page)).toBe(row);
  const sentence = page.getByTestId('slow-sentence');
  await expect(sentence).toContainText('apart');
  await page.keyboard.press('ArrowRight');
  await expect(sentence).toContainText('the softmax gives the positive');
  await page.keyboard.press('n');
  await expect(page.getByTestId('slow-negatives').getByRole('listitem')).toHaveCount(5);
  await expect(page.getByTestId('slow-table').getByRole('row')).toHaveCount(7);
  await page.keyboard.press('p');
  await expect(strip(page)).toHaveAttribute('data-act', 'pull');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await expect(strip(page)).toHaveAttribute('data-act', 'sum');
  expect(await stepOf(page)).toBe(tick);
  await page.keyboard.press('n');
  await expect(strip(page)).toHaveAttribute('data-act', 'move');
  await expect(sentence).toContainText('°');
  expect(await stepOf(page)).toBe(tick + 1);
  await page.keyboard.press('n');
  await expect(strip(page)).toHaveAttribute('data-act', 'pair');
  await expect(strip(page)).toHaveAttribute('data-tick', String(tick + 1));
  expect(await stepOf(page)).toBe(tick + 1);
  await page.keyboard.press('Escape');
  await expect(strip(page)).not.toBeVisible();
});

test(
  'in slow motion the weights follow the temperature, a click chooses the anchor, and playing ends it',
  long,
  async ({page}) => {
    await openPaused(page);
    await page.getByTestId('slow').click();
    await expect(strip(page)).toHaveAttribute('data-act', 'pair');
    await page.getByTestId('slow-next').click();
    await page.getByTestId('slow-next').click();
    const shares = page.getByTestId('slow-negatives').locator('b');
    const strongest = async () => Number.parseFloat((await shares.first().textContent()) ?? '');
    await setValue(page, 'objective.temperature', '2');
    // 31 negatives and the positive, pushed almost alike.
    await expect.poll(strongest).toBeLessThan(6);
    const sentence = page.getByTestId('slow-sentence');
    const flat = (await sentence.textContent())!;
    await setValue(page, 'objective.temperature', '0.02');
    await expect(sentence).not.toHaveText(flat);
    const before = await rowOf(page);
    const ball = page.getByTestId('hypersphere');
    const box = (await ball.boundingBox())!;
    // Somewhere else on the sphere there is another view.
    let clicks = 0;
    await expect(async () => {
      clicks++;
      const [x, y] = [0.2 + 0.6 * ((clicks * 0.618) % 1), 0.2 + 0.6 * ((clicks * 0.414) % 1)];
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
      expect(await rowOf(page)).not.toBe(before);
    }).toPass();
    await page.getByTestId('play').click();
    await expect(strip(page)).not.toBeVisible();
  },
);

test('three temperatures train beside the run, turn together, and leave nothing behind', long, async ({page}) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  const workers = () => page.workers().length;
  const before = workers();
  await page.getByTestId('open-trio').click();
  const step = async () => Number(await page.getByTestId('trio-status').getAttribute('data-step'));
  await expect.poll(step).toBeGreaterThan(20);
  expect(workers()).toBe(before + 1);
  await expect(page.getByTestId('trio-status')).toContainText('steps/s');
  for (const temperature of ['0.01', '0.1', '1']) {
    const one = page.getByTestId(`trio-${temperature}`);
    await expect(one.getByTestId('trio-effective')).toContainText('of 31');
    await expect(one.getByText('uniformity')).toBeVisible();
    await expect(one.getByRole('application')).toHaveAttribute('data-points', '500');
  }
  await page.getByTestId('trio-play').click();
  await expect(page.getByTestId('trio-play')).toContainText('Play');
  const canvas = page.getByTestId('trio-1').locator('canvas');
  const painted = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const still = await painted();
  await page.getByTestId('trio-0.01').getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(painted).not.toBe(still);
  await expectNothingSerious(page);
  await page.getByTestId('trio-close').click();
  await expect(page.getByTestId('trio')).toHaveCount(0);
  await expect.poll(workers).toBe(before);
  const tick = await stepOf(page);
  await reach(page, tick + 5);
});

test('a loss without one weight for each pair has three acts', long, async ({page}) => {
  await openPaused(page, smallRun({settings: {objective: {kind: 'barlowTwins'}}}));
  await page.keyboard.press('m');
  await expect(strip(page)).toContainText('1 of 3');
  await page.keyboard.press('n');
  await expect(page.getByTestId('slow-sentence')).toContainText('gradient of this loss pushes the anchor');
});

test('forces: nothing to hold against them', long, async ({page}) => {
  await page.setViewportSize({width: 1440, height: 900});
  await openPaused(page, '#/lab/cold');
  await page.keyboard.press('f');
  await expect(page.getByTestId('field-legend')).toHaveAttribute('data-arrows', '256');
  await expectNothingSerious(page);
  await page.keyboard.press('w');
  await expect(page.getByTestId('pushers-legend')).toContainText('hardest');
  await expectNothingSerious(page);
  await page.keyboard.press('m');
  for (const act of ['pair', 'pull', 'push', 'sum']) {
    await expect(strip(page)).toHaveAttribute('data-act', act);
    if (act === 'push' || act === 'sum') await expectNothingSerious(page);
    await page.keyboard.press('n');
  }
});
