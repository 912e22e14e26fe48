/** The page around the labs in Firefox: keys, a file of one's own, what its policy forbids, and no network. */
import {writeFile} from 'node:fs/promises';
import {hostDist} from '../browser/support/host.ts';
import {smallRun} from '../browser/support/lab.ts';
import {at, expect, expectText, reach, test, textOf, until} from './support/fox.ts';

const PENGUINS = `bill,depth,mass,species\n${Array.from({length: 90}, (_, i) => {
  const of = i % 3;
  return [
    38 + 5 * of + (i % 7) / 3,
    18 - of - (i % 5) / 5,
    3700 + 600 * of + 10 * (i % 11),
    ['Adelie', 'Chinstrap', 'Gentoo'][of],
  ];
}).join('\n')}\n`;

test('keys: space, step, help, theme, arrows on a slider, and Tab', async ({fox, baseURL}) => {
  await fox.goto(`${baseURL}${smallRun()}`);
  await reach(fox, 5);
  await fox.keyboard.press(' ');
  await expectText(fox, 'play', /Play/);
  // Until what was under way has arrived, and no longer.
  let tick = -1;
  await expect
    .poll(async () => {
      const before = tick;
      tick = await fox.evaluate(() => window.__lab.step);
      return tick === before;
    })
    .toBe(true);
  await fox.keyboard.press('s');
  await expect.poll(() => fox.evaluate(() => window.__lab.step)).toBe(tick + 1);

  await fox.keyboard.press('?');
  await expectText(fox, 'help-dialog', 'play or pause');
  await fox.keyboard.press('Escape');
  await expect.poll(() => fox.$(at('help-dialog'))).toBeNull();

  const theme = () => fox.evaluate(() => document.documentElement.dataset.theme);
  const before = await theme();
  await fox.keyboard.press('t');
  await expect.poll(theme).not.toBe(before);

  const slider = at('slider-objective.temperature');
  const temperature = () =>
    fox.evaluate(() => {
      const {stages} = window.__lab.spec as {stages: {spec: {objective: {temperature: number}}}[]};
      return stages[0].spec.objective.temperature;
    });
  const moves = () => fox.evaluate(() => (window.__lab.spec as {moves?: unknown[]}).moves?.length ?? 0);
  const start = await temperature();
  await fox.focus(slider);
  await fox.keyboard.press('ArrowRight');
  await expect.poll(async () => (await temperature()) !== start || (await moves()) > 0).toBe(true);

  await fox.evaluate(() => document.querySelector<HTMLElement>('a[href]')!.focus());
  const seen = new Set<string>();
  for (let press = 0; press < 12; press++) {
    await fox.keyboard.press('Tab');
    seen.add(
      await fox.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const outline = getComputedStyle(element).outlineStyle;
        return `${element.dataset.testid ?? element.textContent} ${outline}`;
      }),
    );
  }
  expect(seen.size).toBe(12);
  for (const stop of seen) expect(stop, 'the focus is seen').not.toMatch(/ none$/);
});

test('a table of one’s own is read and trained on', async ({fox, baseURL}, info) => {
  await fox.goto(`${baseURL}${smallRun({settings: {world: {kind: 'file'}}})}`);
  await expectText(fox, 'notice', 'Choose a file of your own under World');
  const path = info.outputPath('penguins.csv');
  await writeFile(path, PENGUINS);
  const [chooser] = await Promise.all([fox.waitForFileChooser(), fox.locator(at('own-choose')).click()]);
  await chooser.accept([path]);
  await expectText(fox, 'own-ready', 'penguins.csv: 90 vectors of 3 numbers, 3 classes.');
  await reach(fox, 5);
  await expectText(fox, 'legend', 'Chinstrap');
  await fox.reload();
  await reach(fox, 5);
  await expectText(fox, 'own-ready', 'penguins.csv');
});

test('a menu, a formula, a panel that is added, a lesson and a study', async ({fox, baseURL}) => {
  await fox.goto(`${baseURL}${smallRun()}`);
  await reach(fox, 5);
  await fox.locator('.stage .panel-tools [aria-label^="Formula"]').click();
  // Set into the page as markup, by way of the policy of Trusted Types where there is one.
  await expect.poll(() => fox.$$eval('.formula .katex', (all) => all.length)).toBeGreaterThan(0);
  await fox.keyboard.press('Escape');
  await fox.locator(at('add-panel')).click();
  await fox.locator('[data-testid^="show-"]').click();
  await expect.poll(() => fox.$$eval('.side .panel', (all) => all.length)).toBeGreaterThan(2);
  await fox.locator(at('preset')).click();
  await expect.poll(() => fox.$$eval('[data-testid^="preset-"]', (all) => all.length)).toBeGreaterThan(10);
  await fox.keyboard.press('Escape');
  for (const [hash, text] of [
    ['#/lessons', 'Lessons'],
    ['#/studies', 'Studies'],
  ]) {
    await fox.goto(`${baseURL}${hash}`);
    await expect.poll(() => fox.$$eval('main', (all) => all.map((main) => main.textContent).join())).toContain(text);
  }
});

test('what the policy of the page forbids is refused', async ({fox, baseURL, problems}) => {
  await fox.goto(`${baseURL}${smallRun()}`);
  await reach(fox, 2);
  const done = await fox.evaluate(async () => {
    const did: string[] = [];
    const attempt = async (name: string, act: () => unknown) => {
      try {
        await act();
        did.push(name);
      } catch {
        // As it should be.
      }
    };
    const inPage = (code: string) => {
      const script = document.createElement('script');
      script.textContent = code;
      document.body.append(script);
    };
    await attempt('a script', () => inPage('window.__wrong = 1'));
    if ((window as {__wrong?: number}).__wrong) did.push('ran a script in the page');
    else did.splice(0);
    await attempt('another host', () => fetch('https://example.com/'));
    await attempt('a worker from a blob', async () => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = reject;
      });
    });
    return did;
  });
  expect(done).toEqual([]);
  const step = await fox.evaluate(() => window.__lab.step);
  await reach(fox, step + 2);
  // Firefox tells the console of each refusal.
  expect(problems.length).toBeGreaterThan(0);
  problems.splice(0);
});

test('opens again without a network, under a path', async ({fox, problems}) => {
  const host = await hostDist('/some/where/');
  await fox.goto(host.address);
  await reach(fox, 1);
  await until(fox, () => navigator.serviceWorker.controller !== null, Boolean);
  host.down = true;
  await fox.reload();
  await reach(fox, 5);
  expect(await fox.evaluate(() => window.__lab.backend)).toBe('wasm');
  await fox.locator(at('lab-policy')).click();
  await until(
    fox,
    () => window.__lab.phase,
    (phase) => phase === 'training',
  );
  expect(await textOf(fox, 'notice')).toBe('');
  await host.close();
  // The console tells of every request that fails.
  problems.splice(0);
});
