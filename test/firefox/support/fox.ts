/**
 * What every test in Firefox needs: a page whose console must stay silent, driven by Puppeteer over WebDriver BiDi, for
 * Playwright drives only a Firefox of its own. Playwright runs the tests, and its Chromium is there for comparison.
 */
import {test as base, expect} from '@playwright/test';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {findFirefox} from '../../../scripts/firefox.mjs';

export {expect, type Page};

interface Fox {
  /** A page of its own storage, and nothing opened in it. */
  fox: Page;
  /** What the console and the page have complained of. */
  problems: string[];
}

export const test = base.extend<Fox, {firefox: Browser}>({
  firefox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const executablePath = findFirefox();
      if (!executablePath) throw new Error('There is no Firefox here: install one, or name it in FIREFOX_PATH.');
      const browser = await puppeteer.launch({browser: 'firefox', executablePath, protocolTimeout: 10 * 60_000});
      await use(browser);
      await browser.close();
    },
    {scope: 'worker', timeout: 5 * 60_000},
  ],
  // biome-ignore lint/correctness/noEmptyPattern: the same
  problems: async ({}, use) => {
    await use([]);
  },
  fox: async ({firefox, problems}, use, info) => {
    const context = await firefox.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(2 * 60_000);
    await page.setViewport({width: 1440, height: 900});
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await use(page);
    if (info.status !== info.expectedStatus) await page.screenshot({path: info.outputPath('firefox.png')});
    await context.close();
    expect(problems).toEqual([]);
  },
});

export const at = (testId: string) => `[data-testid="${testId}"]`;

/** Waits until the page gives a value of which something holds. */
export async function until<T>(page: Page, read: () => T, holds: (value: T) => boolean): Promise<void> {
  await expect.poll(async () => holds((await page.evaluate(read)) as T)).toBe(true);
}

export const reach = (page: Page, tick: number): Promise<void> =>
  until(
    page,
    () => window.__lab?.step ?? -1,
    (step) => step >= tick,
  );

/** The text of everything that has a test id, joined. */
export const textOf = (page: Page, testId: string): Promise<string> =>
  page.$$eval(at(testId), (elements) => elements.map((element) => element.textContent ?? '').join('\n'));

export async function expectText(page: Page, testId: string, text: string | RegExp): Promise<void> {
  const wanted = typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text);
  await expect.poll(() => textOf(page, testId)).toEqual(wanted);
}

/** The names of the panels that are shown, with how many colours are on the canvases of each. */
export const coloursOf = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const found: Record<string, number> = {};
    for (const panel of document.querySelectorAll('.stage > .panel, .side .panel')) {
      const canvases = [...panel.querySelectorAll('canvas')];
      if (canvases.length === 0) continue;
      const colours = new Set<number>();
      for (const canvas of canvases) {
        const context = canvas.getContext('2d');
        if (!context || canvas.width === 0 || canvas.height === 0) continue;
        for (const colour of new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer))
          colours.add(colour);
      }
      found[panel.getAttribute('aria-label') ?? panel.querySelector('h2')?.textContent ?? panel.className] =
        colours.size;
    }
    return found;
  });
