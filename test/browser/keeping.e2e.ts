/** A run outlives its page: a reload, a crash of the tab, and what stands in the way of it. */
import type {BrowserContext, Page} from '@playwright/test';
import {openAddress} from '../../src/app/links.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, setValue, smallRun, standStill, stepOf, test} from './support/lab.ts';
import {smallPolicy} from './support/policy.ts';
import {expectUndisturbed, movesOf} from './support/undisturbed.ts';
import {hearWorkers} from './support/workers.ts';

interface Kept {
  id: string;
  position: number;
  phase: string;
  panels: string[];
  spec: {seed: number; moves: {tick: number}[]};
  why?: string;
}

/** What is in the database. It is not opened before the lab has made it: it would be an empty one. */
const recordsOf = (page: Page): Promise<Kept[]> =>
  page.evaluate(async () => {
    const all = await indexedDB.databases();
    if (!all.some(({name}) => name === 'contrastive-lab-runs')) return [];
    return new Promise<Kept[]>((resolve, reject) => {
      const opening = indexedDB.open('contrastive-lab-runs');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const {result} = opening;
        const asking = result.transaction('records').objectStore('records').getAll();
        asking.onsuccess = () => resolve(asking.result);
        result.close();
      };
    });
  });

/** Changes every record, or every part. */
const spoil = (page: Page, store: 'records' | 'parts', change: object | 'cut'): Promise<void> =>
  page.evaluate(
    ([name, other]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('contrastive-lab-runs');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(name, 'readwrite');
          const asking = transaction.objectStore(name).openCursor();
          asking.onsuccess = () => {
            const cursor = asking.result;
            if (!cursor) return;
            if (other !== 'cut') cursor.update({...cursor.value, ...other});
            else if (cursor.value instanceof Uint8Array)
              cursor.update(cursor.value.map((byte, i) => (i === 5 ? byte ^ 1 : byte)));
            cursor.continue();
          };
          transaction.oncomplete = () => resolve();
          transaction.onerror = () => reject(transaction.error);
          opening.result.close();
        };
      }),
    [store, change] as const,
  );

/** The page's run is kept with so many moves, at a state of at least this step. */
const isKept = (page: Page, {position = 1, moves = 0} = {}): Promise<void> =>
  expect
    .poll(async () =>
      (await recordsOf(page)).some((one) => one.position >= position && one.spec.moves.length === moves),
    )
    .toBe(true);

const offers = (page: Page) => page.getByTestId('offer');
const goOn = (page: Page) => page.getByTestId('continue').first();

/** The tab goes without a word, as when its memory is full. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
}

/** Another tab, as the fixture's own. */
async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(hearWorkers);
  return page;
}

test('after a reload one press goes on where the run was, to the bit, and the back button leads to the link', async ({
  page,
}, info) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto(`/${smallRun({panels: ['curves', 'matrix']})}`);
  await reach(page, 5);
  await setValue(page, 'objective.temperature', '0.2');
  await expect.poll(() => movesOf(page)).toHaveLength(1);
  const [{tick: moved}] = await movesOf(page);
  await isKept(page, {position: moved + 1, moves: 1});
  const [{position: from}] = await recordsOf(page);

  await page.reload();
  // The link's run begins, whatever is offered beside it.
  await expect(offers(page)).toHaveCount(1);
  await expect(offers(page)).toContainText('You were at step');
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
  await page.screenshot({path: info.outputPath('offer.png')});
  await goOn(page).click();
  await expect(offers(page)).toHaveCount(0);
  await expect.poll(() => stepOf(page)).toBeGreaterThanOrEqual(from);
  await expect(page.getByTestId('timeline').getByText('Page left, went on from step')).toBeVisible();
  await expect(page.getByTestId('panel-matrix')).toBeVisible();
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.2');
  await reach(page, from + 30);
  expect(await page.evaluate(() => window.__lab.backend)).toBe('wasm');

  await page.goBack();
  await expect(page.getByTestId('timeline').getByText('Page left')).toHaveCount(0);
  await page.goForward();
  await expect(page.getByTestId('timeline').getByText('Page left')).toBeVisible();
  await expectUndisturbed(page, [1, moved, moved + 1, from - 1, from, from + 1, from + 30]);
});

test(
  'after a crash the run is offered beside a link that carries its own, and keys are enough',
  long,
  async ({page}) => {
    const context = page.context();
    await page.goto(`/${smallRun({seed: 11})}`);
    await isKept(page);
    await crash(page);

    const other = await newPage(context);
    await other.goto(`/${smallRun({seed: 3})}`);
    await reach(other, 3);
    expect(await other.evaluate(() => (window.__lab.spec as Kept['spec']).seed)).toBe(3);
    await expect(offers(other)).toHaveCount(1);
    await expectNothingSerious(other, '[data-testid=offers]');
    await goOn(other).focus();
    await other.keyboard.press('Enter');
    await expect.poll(() => other.evaluate(() => (window.__lab.spec as Kept['spec']).seed)).toBe(11);
    await expect(offers(other)).toHaveCount(0);
    await expect(other.getByTestId('play')).toBeFocused();
    await other.goBack();
    await expect.poll(() => other.evaluate(() => (window.__lab.spec as Kept['spec']).seed)).toBe(3);
  },
);

const WHOLE = [
  {
    what: 'a run of several stages, in its last',
    at: smallPolicy({sft: 30, judge: 30, policy: 600}, ['curves']),
    from: 70,
  },
  {
    what: 'a fan of three, with a move for one of them,',
    at: smallRun({
      fan: {axes: [{stage: 'main', path: 'objective.temperature', values: [0.1, 0.3, 0.8]}], seeds: [7]},
      moves: [{tick: 12, path: 'training.learningRate', value: 0.004, member: 1}],
    }),
    from: 25,
  },
];

for (const {what, at, from} of WHOLE) {
  test(`${what} goes on after a reload with the same numbers`, long, async ({page}) => {
    await page.goto(`/${at}`);
    await reach(page, from);
    await expect
      .poll(async () => (await recordsOf(page)).some(({position}) => position >= from), {timeout: 60_000})
      .toBe(true);
    const {position} = (await recordsOf(page)).find((one) => one.position >= from)!;
    await page.reload();
    await goOn(page).click();
    await expect.poll(() => stepOf(page)).toBeGreaterThanOrEqual(position);
    await expect(page.getByTestId('timeline').getByText('Page left, went on from step')).toBeVisible();
    await expect(page.getByTestId('play')).toBeFocused();
    await reach(page, position + 15);
    await standStill(page);
    await expectUndisturbed(page, [5, from, position, position + 1, position + 15]);
  });
}

test('a run that stands still is kept where it stands, with its last move', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 20);
  const paused = await standStill(page);
  await setValue(page, 'objective.temperature', '0.2');
  await isKept(page, {position: paused, moves: 1});
  await page.reload();
  await goOn(page).click();
  await expect.poll(() => stepOf(page)).toBe(paused);
  await expect(page.getByTestId('play')).toHaveText(/Play/);
  await expect(page.getByTestId('value-objective.temperature')).toHaveValue('0.2');
  await page.getByTestId('step').click();
  await expect.poll(() => stepOf(page)).toBe(paused + 1);
  await page.getByTestId('play').click();
  await reach(page, paused + 20);
  await expectUndisturbed(page, [paused, paused + 1, paused + 20]);
});

test(
  'an offer goes when it is dismissed, and once the reader has changed and trained the present run',
  long,
  async ({page}) => {
    await page.goto(`/${smallRun()}`);
    await isKept(page);
    await page.reload();
    await page.getByTestId('dismiss-offers').click();
    await expect(offers(page)).toHaveCount(0);
    await page.reload();
    await expect(offers(page).first()).toBeVisible();
    await setValue(page, 'objective.temperature', '0.3');
    await expect(offers(page)).toHaveCount(0);
  },
);

test('tabs keep their own runs, offer none of each other, and the newest two are left', long, async ({page}) => {
  const context = page.context();
  const tabs = [page, await newPage(context), await newPage(context)];
  for (const [i, tab] of tabs.entries()) {
    await tab.goto(`/${smallRun({seed: 21 + i})}`);
    await reach(tab, 3);
    await expect.poll(async () => (await recordsOf(tab)).length).toBe(i + 1);
    await expect(offers(tab)).toHaveCount(0);
  }
  for (const tab of tabs) await tab.close();
  const last = await newPage(context);
  await last.goto(`/${smallRun()}`);
  await expect(offers(last)).toHaveCount(2);
  expect((await recordsOf(last)).map(({spec}) => spec.seed).sort()).toHaveLength(2);
  const [first, second] = [goOn(last), last.getByTestId('continue').last()];
  await expect(first).toHaveText('Continue where you were');
  await second.click();
  await expect.poll(() => last.evaluate(() => (window.__lab.spec as Kept['spec']).seed)).toBeGreaterThan(20);
});

test(
  'with a database that is blocked the page trains, and says once that the run is not kept',
  long,
  async ({page}) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.goto(`/${smallRun()}`);
    await expect(page.getByTestId('not-kept')).toContainText('this run lasts until the page is closed');
    await page.getByTestId('not-kept').getByRole('button').click();
    await expect(page.getByTestId('not-kept')).toHaveCount(0);
    await reach(page, (await stepOf(page)) + 20);
    expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
  },
);

test('a disk that is full stops nothing', long, async ({page}) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(`/${smallRun()}`);
  await expect(page.getByTestId('not-kept')).toContainText('storage of this browser is full');
  await reach(page, (await stepOf(page)) + 20);
});

test(
  'what is damaged, of another version or nonsense is refused, and the run in view goes on',
  long,
  async ({page}) => {
    const begin = async () => {
      await page.goto('/another-page.html');
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            indexedDB.deleteDatabase('contrastive-lab-runs').onsuccess = resolve;
          }),
      );
      await page.goto(`/${smallRun()}`);
      await isKept(page);
      await standStill(page);
      await page.goto('/another-page.html');
    };
    await page.route('**/another-page.html', (route) =>
      route.fulfill({contentType: 'text/html', body: '<title>x</title>'}),
    );

    await begin();
    await spoil(page, 'parts', 'cut');
    await page.goto(`/${smallRun({seed: 3})}`);
    await goOn(page).click();
    await expect(offers(page)).toContainText('what was kept of it is damaged');
    await reach(page, (await stepOf(page)) + 10);

    await begin();
    await spoil(page, 'records', {build: 'another'});
    await page.goto(`/${smallRun({seed: 3})}`);
    await expect(offers(page).first()).toContainText('another version of the lab');
    await expect(page.getByTestId('continue')).toHaveCount(0);

    await begin();
    // In other settings the state has other shapes: the worker finds that out.
    await spoil(page, 'records', {
      spec: (await openAddress(smallRun({settings: {model: {width: 32, representation: 16}}}).slice(1))).spec,
    });
    await page.goto(`/${smallRun({seed: 3})}`);
    await goOn(page).click();
    await expect(offers(page).first()).toContainText('it cannot go on from there');
    expect(await page.evaluate(() => window.__lab.phase)).toBe('training');

    await begin();
    await spoil(page, 'records', {spec: 7, layout: 'none'});
    await page.goto(`/${smallRun({seed: 3})}`);
    await reach(page, 20);
    await expect.poll(async () => (await recordsOf(page)).filter(({spec}) => spec.seed !== 3)).toEqual([]);
    await expect(offers(page)).toHaveCount(0);
  },
);

test('a page in a frame keeps nothing and offers nothing', long, async ({page}) => {
  const body = `<!doctype html><title>Another page</title><iframe title="a run" width="900" height="700" src="./${smallRun()}"></iframe>`;
  await page.route('**/another-page.html', (route) => route.fulfill({contentType: 'text/html', body}));
  await page.goto('/another-page.html');
  await expect.poll(() => page.frames().length).toBe(2);
  const [, frame] = page.frames();
  await frame.waitForFunction(() => (window.__lab?.step ?? 0) > 20);
  await page.waitForTimeout(4000);
  expect(await recordsOf(page)).toEqual([]);
});

test('a run on a file of the reader is kept if the file is, and else the page says why not', long, async ({page}) => {
  const rows = Array.from({length: 60}, (_, i) => `${Math.sin(i)},${i % 7},${i * 0.1}`);
  const buffer = Buffer.from(['a,b,c', ...rows].join('\n'));
  const choose = async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByTestId('own-choose').click();
    await (await chooser).setFiles({name: 'points.csv', mimeType: 'text/csv', buffer});
    await reach(page, 5);
  };
  await page.goto(`/${smallRun({settings: {world: {kind: 'file'}}})}`);
  await page.getByTestId('own-keep').click();
  await choose();
  await expect.poll(async () => (await recordsOf(page)).map(({why}) => why)).toEqual(['file']);
  expect(JSON.stringify(await recordsOf(page))).not.toContain('points.csv');
  await page.reload();
  await expect(offers(page)).toContainText('Keep it for next time');
  await expect(page.getByTestId('continue')).toHaveCount(0);
  await page.getByTestId('dismiss-offers').click();

  await page.getByTestId('own-keep').click();
  await choose();
  await isKept(page, {position: 5});
  await page.reload();
  await expect(goOn(page)).toBeVisible();
  const [{position}] = (await recordsOf(page)).filter(({why}) => !why);
  await goOn(page).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThanOrEqual(position);
});
