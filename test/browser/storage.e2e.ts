import {mkdir, writeFile} from 'node:fs/promises';
import {chromium} from '@playwright/test';
import {long} from '../support/long.ts';
import {expect, reach, test} from './support/lab.ts';

const BLOCKED = () => {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
};

const FULL = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
};

for (const [state, script] of [
  ['blocked', BLOCKED],
  ['full', FULL],
] as const) {
  test(`with storage that is ${state} the page trains, changes its theme and puts hints away`, async ({page}) => {
    await page.emulateMedia({colorScheme: 'dark'});
    await page.addInitScript(script);
    await page.goto('/');
    await reach(page, 2);
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await page.getByTestId('theme').click();
    await expect(html).toHaveAttribute('data-theme', 'light');
    await page.getByTestId('hint-turn').getByRole('button').click();
    await expect(page.getByTestId('hint-turn')).not.toBeVisible();
    await page.getByTestId('lab-reward').click();
    await expect(page.getByTestId('hint-taste')).toBeVisible();
    await page.getByTestId('lab-sphere').click();
    await expect(page.getByTestId('hint-turn')).not.toBeVisible();
  });
}

// The browser's own setting blocks workers too: their database and their locks.
test(
  'with cookies blocked in the browser the page trains, and a file is refused with what to do',
  long,
  async ({baseURL, launchOptions}, info) => {
    const profile = info.outputPath('profile');
    await mkdir(`${profile}/Default`, {recursive: true});
    await writeFile(
      `${profile}/Default/Preferences`,
      JSON.stringify({profile: {default_content_setting_values: {cookies: 2}}}),
    );
    const context = await chromium.launchPersistentContext(profile, launchOptions);
    try {
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      await page.goto(baseURL!);
      const storage = await page.evaluate(() => {
        try {
          return `${localStorage.length} values`;
        } catch {
          return 'blocked';
        }
      });
      expect(storage).toBe('blocked');
      await reach(page, 2);
      await page.getByTestId('kind-world').click();
      await page.getByTestId('kind-world-file').click();
      const rows = Array.from({length: 30}, (_, i) => `${i},${i * i}`);
      await page
        .locator('input[type=file]')
        .setInputFiles({name: 'points.csv', mimeType: 'text/csv', buffer: Buffer.from(['x,y', ...rows].join('\n'))});
      await expect(page.getByTestId('own-errors')).toContainText('Allow cookies and site data for this page');
      expect(problems).toEqual([]);
    } finally {
      await context.close();
    }
  },
);
