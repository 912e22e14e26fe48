import {long} from '../support/long.ts';
import {expect, metricsAt, reach, setValue, smallRun, standStill, stepOf, test} from './support/lab.ts';
import {hasArrived} from './support/workers.ts';

test('opens and trains without a click, on wasm, and draws what it learns', async ({page}) => {
  await page.goto('/');
  await reach(page, 3);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-kind', 'sphere');
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-points', '6252');
  await page.waitForFunction(
    () => Number(document.querySelector('[data-testid=hypersphere]')?.getAttribute('data-tick')) > 0,
  );
  const {loss, recallAt1CentredPixels} = await page.evaluate(() => window.__lab.metrics);
  expect(loss).toBeGreaterThan(0);
  expect(recallAt1CentredPixels).toBeCloseTo(0.29, 1);
});

test('pause stands still, a step adds one, play goes on', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  const paused = await standStill(page);
  await hasArrived(page);
  expect(await stepOf(page)).toBe(paused);
  await page.getByTestId('step').click();
  await expect.poll(() => stepOf(page)).toBe(paused + 1);
  await hasArrived(page);
  expect(await stepOf(page)).toBe(paused + 1);
  await page.getByTestId('play').click();
  await reach(page, paused + 5);
});

test('what takes longer to measure is loaded in time for the twenty-fifth step', async ({page}) => {
  await page.goto(`/${smallRun({steps: 30})}`);
  await page.waitForFunction(() => window.__lab.phase === 'finished');
  for (const tick of [25, 30]) {
    const {kNearest, linearProbe} = await metricsAt(page, tick);
    expect(kNearest).toBeGreaterThan(0.5);
    expect(linearProbe).toBeGreaterThan(0.5);
  }
});

test('keys: space, S and R', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  // What has the focus on a slider leaves the space bar to the run.
  await page.getByTestId('slider-objective.temperature').focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('play')).toHaveText(/Play/);
  await hasArrived(page);
  const paused = await stepOf(page);
  await page.keyboard.press('s');
  await expect.poll(() => stepOf(page)).toBe(paused + 1);
  await page.keyboard.press('r');
  await expect.poll(() => stepOf(page)).toBe(0);
});

test('a temperature moved at step s changes step s + 1, and nothing before', async ({page, browser}) => {
  const address = `/${smallRun()}`;
  await page.goto(address);
  await reach(page, 2);
  const s = await standStill(page);
  await setValue(page, 'objective.temperature', '0.37');
  for (const tick of [s + 1, s + 2]) {
    await page.getByTestId('step').click();
    await expect.poll(() => stepOf(page)).toBe(tick);
  }
  const other = await browser.newPage();
  await other.goto(address);
  await reach(other, s + 2);
  const until = (tab: typeof page) =>
    tab.evaluate((last) => Array.from({length: last}, (_, i) => ({...window.__lab.metricsAt(i + 1)})), s);
  const before = await until(page);
  expect(before.every(({loss}) => loss > 0)).toBe(true);
  expect(before).toEqual(await until(other));
  expect((await metricsAt(page, s + 1)).loss).not.toBe((await metricsAt(other, s + 1)).loss);
  await expect(page.getByTestId('changes')).toContainText('Temperature 0.1 → 0.37');
  await other.close();
});

test('a slider moves the run without a restart, and a batch keeps what was learned', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 10);
  await page.getByTestId('slider-objective.temperature').focus();
  await page.keyboard.press('ArrowRight');
  await setValue(page, 'training.batch', '64');
  await expect
    .poll(() => page.evaluate(() => (window.__lab.spec as {moves: unknown[]}).moves.length))
    .toBeGreaterThan(1);
  const before = await stepOf(page);
  expect(before).toBeGreaterThanOrEqual(10);
  await reach(page, before + 5);
});

test('what only a restart can change begins again', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 30);
  await setValue(page, 'model.head', '2');
  await expect.poll(() => stepOf(page)).toBeLessThan(30);
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-kind', 'circle');
  await reach(page, 2);
});

test('a value out of range is refused in words, and the run goes on', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  await setValue(page, 'objective.temperature', '-1');
  await expect(page.getByRole('alert')).toContainText('Temperature must be a number from 0.005 to 2');
  const before = await stepOf(page);
  await reach(page, before + 3);
});

test('the timeline looks back and returns to live', async ({page}) => {
  await page.goto(`/${smallRun({steps: 400})}`);
  await reach(page, 400);
  await expect(page.getByTestId('play')).toHaveText(/Again/);
  const thumb = page.getByTestId('timeline').getByRole('slider');
  await thumb.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-tick', /^\d?\d$/);
  await page.getByTestId('timeline-live').click();
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-tick', '400');
});

test('the run of one seed is another than that of the next', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 5);
  const first = await metricsAt(page, 5);
  await page.getByTestId('next-seed').click();
  await expect.poll(() => page.evaluate(() => (window.__lab.spec as {seed: number}).seed)).toBe(8);
  await reach(page, 5);
  expect((await metricsAt(page, 5)).loss).not.toBe(first.loss);
});

test('goes on in a hidden tab, where nothing is drawn', async ({page}) => {
  // A hidden tab gets no animation frames.
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
  });
  await page.goto(`/${smallRun({steps: 300})}`);
  await expect.poll(() => stepOf(page)).toBe(300);
});
