/** What the page may do, and what it says where something that it needs is forbidden. */
import {test as plain} from '@playwright/test';
import {long} from '../support/long.ts';
import {foundBy} from './support/axe.ts';
import {hostDist} from './support/host.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const LOOKED_AT = process.env.FAULT_PICTURES;

// Hosts may send the page's policy as a header: workers have theirs from it.
const POLICY = /http-equiv="Content-Security-Policy" content="([^"]*)"/;

test.describe('where WebAssembly is blocked', () => {
  for (const [how, sentence] of [
    ['by the host', 'WebAssembly may not be used here: the browser or the host of this page forbids it.'],
    ['in the browser', 'WebAssembly is switched off in this browser.'],
  ]) {
    plain(`${how}, the page says at once what it does instead, and trains`, long, async ({page}) => {
      const host = await hostDist();
      if (how === 'by the host') host.headers['Content-Security-Policy'] = "script-src 'self'";
      else
        await page.route(/\/entry-[\w-]+\.js$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({response, body: `delete globalThis.WebAssembly;${await response.text()}`});
        });
      await page.goto(`${host.address}${smallRun()}`);
      const notice = page.getByTestId('notice');
      await expect(notice).toContainText(sentence);
      await expect(notice).toContainText('The run begins on WebGL instead: that takes up to half a minute');
      if (LOOKED_AT) await page.screenshot({path: `${LOOKED_AT}/wasm ${how}.png`});
      await reach(page, 2);
      expect(await page.evaluate(() => window.__lab.backend)).toBe('webgl');
      await host.close();
    });
  }
});

test('an adapter is asked for once, however often the run begins again', long, async ({page}) => {
  await page.addInitScript(() => {
    const asked = {times: 0};
    Object.assign(window, {asked});
    Object.defineProperty(Navigator.prototype, 'gpu', {
      get: () => ({
        async requestAdapter() {
          asked.times++;
          return null;
        },
      }),
    });
  });
  await page.goto(`/${smallRun()}`);
  const asked = () => page.evaluate(() => (window as unknown as {asked: {times: number}}).asked.times);
  await expect.poll(asked).toBe(1);
  for (let i = 0; i < 2; i++) {
    await page.getByTestId('restart').click();
    await page.waitForFunction(() => window.__lab.step < 100);
    // A run that has settled looks for something faster: its badge then says what it has found.
    await page.waitForTimeout(3500);
    await reach(page, 5);
  }
  expect(await asked()).toBe(1);
});

test('axe finds nothing in the sphere lab, with all settings, and with Share open', long, async ({page}) => {
  await page.goto('/');
  await reach(page, 2);
  await expect(page.getByTestId('share')).toBeVisible();
  expect(await foundBy(page)).toEqual([]);
  await page.getByTestId('all-settings').click();
  expect(await foundBy(page)).toEqual([]);
  await page.getByTestId('share').click();
  await expect(page.getByTestId('link-settings')).toBeVisible();
  expect(await foundBy(page)).toEqual([]);
});

test.describe('the policy of the page', () => {
  test('has no inline script and no eval, and refuses both', async ({page}) => {
    const violated: string[] = [];
    await page.exposeFunction('violate', (what: string) => violated.push(what));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
        (window as unknown as {violate(what: string): void}).violate(`${violatedDirective} ${blockedURI}`),
      );
    });
    const html = await (await page.goto('/'))!.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    const [, policy] = POLICY.exec(html)!;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    await reach(page, 2);
    // Formulas are markup, which the one policy of Trusted Types lets through.
    await page
      .getByRole('button', {name: /^Formula/})
      .first()
      .click();
    await expect(page.locator('.katex').first()).toBeVisible();
    await page.keyboard.press('Escape');
    // The reward lab, a page of lessons and of studies: everything else is loaded.
    await page.getByTestId('lab-reward').click();
    await reach(page, 1);
    await page.getByRole('link', {name: 'Lessons'}).click();
    await expect(page.getByTestId('lessons')).toBeVisible();
    expect(violated).toEqual([]);
  });

  // What is planted is reported in the console.
  plain('refuses scripts that are made of text or come from elsewhere', long, async ({page}) => {
    await page.goto(`/${smallRun()}`);
    await reach(page, 2);
    const planted = await page.evaluate(async () => {
      const outcome = (act: () => unknown): string => {
        try {
          act();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const inline = document.createElement('script');
      const ran = window as unknown as {ran?: boolean};
      return {
        // Later, because what a test itself evaluates may do this.
        eval: await new Promise<string>((resolve) => {
          setTimeout(() =>
            resolve(outcome(() => (window as unknown as Record<string, (code: string) => void>).eval('1 + 1'))),
          );
        }),
        text: outcome(() => {
          inline.text = 'window.ran = true';
        }),
        handler: outcome(() => {
          document.createElement('div').innerHTML = '<img src="x" onerror="window.ran = true">';
        }),
        worker: outcome(() => new Worker('https://example.org/worker.js')),
        blob: outcome(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
        second: outcome(() =>
          (
            window as unknown as {trustedTypes: {createPolicy(name: string, rules: object): void}}
          ).trustedTypes.createPolicy('other', {}),
        ),
        sent: await fetch('https://example.org/').then(
          () => 'done',
          ({name}) => name as string,
        ),
        ran: ran.ran ?? false,
      };
    });
    expect(planted).toEqual({
      eval: 'EvalError',
      text: 'TypeError',
      handler: 'TypeError',
      worker: 'TypeError',
      blob: 'TypeError',
      second: 'TypeError',
      sent: 'TypeError',
      ran: false,
    });
  });

  test(
    'also as a header, which workers have too: the run trains and learns of a faster backend',
    long,
    async ({page}) => {
      const host = await hostDist();
      const html = await (await fetch(host.address)).text();
      host.headers['Content-Security-Policy'] = POLICY.exec(html)![1];
      await page.goto(`${host.address}?backend=webgpu${smallRun()}`);
      await reach(page, 2);
      expect(await page.evaluate(() => window.__lab.backend)).toBe('webgpu');
      await page.goto(`${host.address}?backend=wasm${smallRun()}`);
      await page.reload();
      await reach(page, 2);
      await host.close();
    },
  );

  test('lets another page show a run in a frame', long, async ({page}) => {
    const [host, other] = [await hostDist(), await hostDist()];
    const frame = `<iframe src="${host.address}${smallRun()}&v=embed" width="800" height="600"></iframe>`;
    other.instead = (path) =>
      path === 'index.html'
        ? `<!doctype html><link rel="icon" href="data:," /><title>Another page</title>${frame}`
        : undefined;
    await page.goto(other.address);
    const inside = page.frames()[1];
    await inside.waitForFunction(() => (window.__lab?.step ?? -1) >= 2);
    await host.close();
    await other.close();
  });
});
