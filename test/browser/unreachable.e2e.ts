/** What the page says and does when a part of it, or a file, cannot be fetched, and when a part of it breaks. */
import {test as plain} from '@playwright/test';
import {long} from '../support/long.ts';
import {hostDist} from './support/host.ts';
import {expect, reach, smallRun, stepOf} from './support/lab.ts';

// The console tells of every request that fails.
const test = plain.extend<{host: Awaited<ReturnType<typeof hostDist>>}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
  host: async ({}, use) => {
    const host = await hostDist();
    await use(host);
    await host.close();
  },
});

const LOOKED_AT = process.env.FAULT_PICTURES;

test(
  'without the host another lab is not opened: the run goes on, and it can be tried again',
  long,
  async ({page, host}) => {
    await page.goto(`${host.address}${smallRun()}`);
    await reach(page, 5);
    host.down = true;
    await page.getByTestId('lab-reward').click();
    await expect(page.getByTestId('notice')).toContainText(
      'could not be loaded: check the connection. The run goes on.',
    );
    if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/lab.png`});
    const step = await stepOf(page);
    await reach(page, step + 20);
    await expect(page.getByTestId('lab-sphere')).toHaveAttribute('aria-current', 'page');
    host.down = false;
    await page.getByTestId('try-again').click();
    await expect(page.getByTestId('lab-reward')).toHaveAttribute('aria-current', 'page');
    await expect(page.getByTestId('panels').locator('.panel').first()).toBeVisible();
    await expect(page.getByTestId('share')).toBeVisible();
    await expect(page.getByTestId('load-again')).toHaveCount(0);
    await reach(page, 1);
  },
);

test('without the host another world does not end the run, and it can be tried again', async ({page, host}) => {
  await page.goto(`${host.address}${smallRun()}`);
  await reach(page, 20);
  await expect(page.getByTestId('kind-world')).toBeVisible();
  host.down = true;
  const before = await stepOf(page);
  await page.getByTestId('kind-world').click();
  await page.getByTestId('kind-world-digits').click();
  const notice = page.getByTestId('notice');
  await expect(notice).toContainText('could not be loaded: check the connection. The run before goes on.');
  await expect(notice).not.toContainText('WebAssembly');
  if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/world.png`});
  expect(await stepOf(page)).toBeGreaterThanOrEqual(before);
  expect(await page.evaluate(() => window.__lab.metricsAt(5).loss)).toBeGreaterThan(0);
  await reach(page, before + 50);
  const world = () =>
    page.evaluate(() => (window.__lab.spec as {stages: {spec: {world: {kind: string}}}[]}).stages[0].spec.world.kind);
  expect(await world()).toBe('latent');
  host.down = false;
  await page.getByTestId('try-again').click();
  await expect.poll(world).toBe('digits');
  await expect(notice).toHaveCount(0);
  await page.waitForFunction(() => window.__lab.phase === 'training');
  await reach(page, 1);
});

test('a data file alone that is missing is named', long, async ({page, host}) => {
  await page.goto(`${host.address}${smallRun()}`);
  await reach(page, 5);
  await page.route('**/data/digits/**', (route) => route.fulfill({status: 404}));
  await page.getByTestId('kind-world').click();
  await page.getByTestId('kind-world-digits').click();
  await expect(page.getByTestId('notice')).toContainText(/^\S+\.\w+ could not be loaded/);
});

test('pictures of a pinned run that are missing are named, and can be loaded again', long, async ({page, host}) => {
  const settings = {world: {kind: 'digits'}, training: {batch: 16, evaluateEvery: 5}};
  await page.goto(`${host.address}${smallRun({settings, steps: 5})}`);
  await reach(page, 5);
  await expect(page.getByTestId('hypersphere')).toHaveAttribute('data-tick', '5');
  await page.keyboard.press('p');
  await expect(page.getByTestId('open-compare')).toHaveAttribute('data-pins', '1');
  await page.goto(`${host.address}${smallRun({steps: 5})}`);
  await page.reload();
  await reach(page, 5);
  await page.route(/data\/digits\/.*\.(?:png|webp|avif)/, (route) => route.fulfill({status: 404}));
  await page.getByTestId('open-compare').click();
  await page.getByTestId('compare-pair').click();
  const problem = page.getByTestId('pair').getByRole('alert');
  await expect(problem).toContainText(/^Of the pictures of “.*”, \S+\.\w+ could not be loaded/);
  if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/pin.png`});
  await page.unrouteAll();
  await problem.getByTestId('load-again').click();
  await expect(problem).toHaveCount(0);
  await expect(page.getByTestId('pair-0').getByRole('application')).toHaveAttribute('data-points', /\d+/);
});

test(
  'a run whose worker is gone, and cannot be fetched again, says so and goes on from its checkpoint',
  long,
  async ({page, host}) => {
    await page.goto(`${host.address}${smallRun()}`);
    await reach(page, 5);
    // A checkpoint comes after two seconds.
    await page.waitForTimeout(3000);
    await reach(page, 60);
    host.down = true;
    const worker = page.workers().at(-1)!;
    worker.evaluate(() => self.close()).catch(() => {});
    const notice = page.getByTestId('notice');
    await expect(notice).toContainText('could not be loaded: check the connection');
    await expect(notice).not.toContainText('WebAssembly');
    if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/worker.png`});
    host.down = false;
    await page.getByTestId('try-again').click();
    await expect(notice).toHaveCount(0);
    await page.waitForFunction(() => window.__lab.phase === 'training');
    expect(await stepOf(page)).toBeGreaterThan(1);
  },
);

test('a panel that cannot be loaded says so, beside a run that goes on', long, async ({page, host}) => {
  await page.goto(`${host.address}${smallRun({panels: ['temperature', 'curves']})}`);
  await reach(page, 5);
  await page.getByTestId('add-panel').hover();
  await page.getByTestId('add-panel').click();
  await expect(page.getByTestId('show-spectrum')).toBeVisible();
  host.down = true;
  await page.getByTestId('show-spectrum').click();
  const broken = page.getByTestId('broken');
  await expect(broken).toContainText(
    'The panel “How many directions are used” could not be loaded: check the connection.',
  );
  await expect(page.getByTestId('panel-curves')).toBeVisible();
  if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/panel.png`});
  await reach(page, (await stepOf(page)) + 10);
  host.down = false;
  await page.getByTestId('load-again').click();
  await expect(page.getByTestId('panel-spectrum')).toBeVisible();
});

test('another page that cannot be loaded says so', long, async ({page, host}) => {
  await page.goto(`${host.address}${smallRun()}`);
  await reach(page, 5);
  await expect(page.getByTestId('share')).toBeVisible();
  host.down = true;
  await page.getByRole('link', {name: 'Lessons'}).click();
  await expect(page.getByTestId('broken')).toContainText('This page could not be loaded: check the connection.');
  if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/page.png`});
  host.down = false;
  await page.getByTestId('load-again').click();
  await expect(page.getByTestId('lessons').getByRole('link').first()).toBeVisible();
});

test('a panel that breaks while it draws leaves the rest alone', long, async ({page, host}) => {
  await page.addInitScript(() => {
    const {stroke} = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.stroke = function (...path: never[]) {
      if (document.title.startsWith('!') && this.canvas.closest('.panel-curves')) throw new Error('planted');
      stroke.apply(this, path as never);
    };
  });
  await page.goto(`${host.address}${smallRun({panels: ['temperature', 'curves']})}`);
  await reach(page, 5);
  await expect(page.getByTestId('panel-curves')).toBeVisible();
  await page.evaluate(() => {
    document.title = `!${document.title}`;
  });
  await expect(page.getByTestId('broken')).toContainText('stopped because of a mistake in the lab (Error: planted)');
  await expect(page.getByTestId('panel-temperature')).toBeVisible();
  if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/drawing.png`});
  await reach(page, (await stepOf(page)) + 10);
  await page.evaluate(() => {
    document.title = document.title.slice(1);
  });
  await page.getByTestId('load-again').click();
  await expect(page.getByTestId('panel-curves')).toBeVisible();
  await expect(page.getByTestId('broken')).toHaveCount(0);
});
