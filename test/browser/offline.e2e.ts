/** The built page without a network: what the service worker keeps, and how a new version comes. */
import {test as plain} from '@playwright/test';
import {long} from '../support/long.ts';
import {hostDist} from './support/host.ts';
import {expect, reach, smallRun} from './support/lab.ts';

const LOOKED_AT = process.env.FAULT_PICTURES;

// The console tells of every request that fails. Under a path, as on most static hosts.
const test = plain.extend<{host: Awaited<ReturnType<typeof hostDist>>}>({
  serviceWorkers: 'allow',
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
  host: async ({}, use) => {
    const host = await hostDist('/some/where/');
    await use(host);
    await host.close();
  },
});

const isKept = () => navigator.serviceWorker.controller !== null;

test('opens again without a network, under a path, with its labs; a world that was never used says so', async ({
  page,
  host,
}) => {
  await page.goto(host.address);
  await reach(page, 1);
  await page.waitForFunction(isKept);
  expect(host.asked.every((path) => path.startsWith('/some/where/'))).toBe(true);
  host.down = true;
  await page.reload();
  await reach(page, 5);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');
  await page.goto(`${host.address}?backend=webgpu${smallRun()}`);
  await reach(page, 2);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
  await page.getByTestId('lab-policy').click();
  await page.waitForFunction(() => window.__lab.phase === 'training');
  await page.goto(`${host.address}${smallRun({settings: {world: {kind: 'digits'}}})}`);
  await expect(page.getByTestId('notice')).toContainText('could not be loaded: check the connection');
  host.down = false;
  await page.getByTestId('try-again').click();
  await reach(page, 2);
  // Now it is kept too.
  host.down = true;
  await page.reload();
  await reach(page, 2);
});

test(
  'a new version waits until the reader opens it, and then page and worker are both new',
  long,
  async ({page, host}) => {
    await page.goto(`${host.address}${smallRun()}`);
    await reach(page, 1);
    await page.waitForFunction(isKept);
    const sw = await (await fetch(`${host.address}sw.js`)).text();
    const html = await (await fetch(host.address)).text();
    const revision = /index\.html[`"'],\s*revision:\s*[`"'](\w+)/.exec(sw)?.[1];
    expect(revision).toBeDefined();
    host.instead = (path) => {
      if (path === 'index.html') return html.replace('<html lang="en">', '<html lang="en" data-version="2">');
      return path === 'sw.js' ? sw.replace(revision!, '2') : undefined;
    };
    const version = () => page.evaluate(() => document.documentElement.dataset.version);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const notice = page.getByTestId('notice');
    await expect(notice).toContainText('There is a new version of the lab.');
    if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/version.png`});
    await page.reload();
    await reach(page, 1);
    expect(await version()).toBeUndefined();
    await expect(notice).toContainText('There is a new version of the lab.');
    const loaded = page.waitForEvent('load');
    await page.getByTestId('try-again').click();
    await loaded;
    await reach(page, 1);
    expect(await version()).toBe('2');
  },
);

test('can be installed', long, async ({page, host}) => {
  await page.goto(host.address);
  await page.waitForFunction(isKept);
  const session = await page.context().newCDPSession(page);
  const {installabilityErrors} = await session.send('Page.getInstallabilityErrors');
  // Nothing but that the window is one of a test.
  expect(installabilityErrors.map(({errorId}) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
