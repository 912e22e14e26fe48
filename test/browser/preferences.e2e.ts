import type {Page} from '@playwright/test';
import {addressOf} from '../../src/app/addressOf.ts';
import {language} from '../../src/programs/index.spec.ts';
import {PRESETS_OF} from '../support/allPresets.ts';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

/** A run of the reward lab that takes milliseconds a step, and does not end while a test looks at it. */
function rewardRun(world: object): string {
  const spec = language.check({
    seed: 7,
    stages: [
      {
        id: 'main',
        program: 'reward',
        spec: {world, model: {kind: 'linear'}, training: {batch: 16, evaluateEvery: 5}},
        steps: 20_000,
      },
    ],
  });
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return `#${addressOf(PRESETS_OF.reward[0], spec.value)}`;
}

const pairs = (count: number, wrong?: number) =>
  Array.from({length: count}, (_, i) =>
    JSON.stringify({
      prompt: `Question ${i % 15}?`,
      chosen: `A good and long answer number ${i}.`,
      rejected: i === wrong ? '' : `Answer ${i}.`,
    }),
  ).join('\n');

async function choose(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('own-choose').click();
  await (await chooser).setFiles({name, mimeType: 'application/octet-stream', buffer: Buffer.from(text)});
}

test('preference pairs of one’s own are checked, audited and learnt from', long, async ({page}, info) => {
  await page.setViewportSize({width: 1440, height: 1300});
  await page.goto(`/${rewardRun({kind: 'file'})}`);
  await expect(page.getByTestId('notice')).toContainText('Choose a file of preference pairs under World');
  await choose(page, 'mine.jsonl', pairs(60, 16));
  await expect(page.getByTestId('own-errors')).toContainText('Row 17 has nothing in rejected');
  await page.getByTestId('own-leave-out').click();
  await expect(page.getByTestId('own-ready')).toContainText('mine.jsonl: 59 preference pairs, 1 left out.');
  await expect(page.getByTestId('own-audit')).toContainText('The longer answer was chosen in 100 % of 59 pairs');
  await reach(page, 5);
  await page.screenshot({path: info.outputPath('preferences.png')});
  await expectNothingSerious(page, '[data-testid=own-file]');

  await choose(page, 'sentences.jsonl', Array.from({length: 30}, (_, i) => `{"text": "Hello ${i}"}`).join('\n'));
  await expect(page.getByTestId('own-errors')).toContainText('sentences.jsonl holds no preference pairs');
});

test('preference pairs are not for an encoder', async ({page}) => {
  await page.goto(`/${smallRun({settings: {world: {kind: 'file'}}})}`);
  await choose(page, 'mine.jsonl', pairs(60));
  await expect(page.getByTestId('own-errors')).toContainText('choose it in the reward lab');
});

test('matches are learnt from', long, async ({page}, info) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto(`/${rewardRun({kind: 'matches', league: 'austria'})}`);
  await reach(page, 20);
  await page.screenshot({path: info.outputPath('matches.png')});
  await expect(page.getByTestId('notice')).toHaveCount(0);
});

test('what is pressed does not move away when the help of what had the focus goes', long, async ({page}) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto(`/${rewardRun({kind: 'reviews'})}`);
  await page.getByTestId('kind-world').click();
  await page.getByTestId('kind-world-file').click();
  await expect(page.getByTestId('kind-world')).toBeFocused();
  const place = await page.getByTestId('own-choose').boundingBox();
  const chooser = page.waitForEvent('filechooser');
  await page.mouse.move(place!.x + place!.width / 2, place!.y + place!.height / 2);
  await page.mouse.down();
  await expect(page.getByTestId('kind-world')).not.toBeFocused();
  // A press is short: what moves away later may move.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await chooser;
});

/** 400 pairs; of those that are learnt from (320), the longer is chosen in four of five. */
const lengthBiased = Array.from({length: 400}, (_, i) => {
  const words = (count: number, of: string) =>
    Array.from({length: count}, (_, k) => `${of}${(i * 7 + k) % 50}`).join(' ');
  const [long, short] = [words(i % 2 ? 60 : 30, 'word'), words(i % 2 ? 20 : 15, 'word')];
  const shorter = Math.floor(i / 5) % 5 === 0;
  return JSON.stringify({
    prompt: `Question ${i % 100}?`,
    chosen: shorter ? short : long,
    rejected: shorter ? long : short,
  });
}).join('\n');

test(
  'the whole way: a file with a taste for length, its audit, training, a link, and the file again elsewhere',
  long,
  async ({page, browser}) => {
    await page.goto(`/${rewardRun({kind: 'file'})}`);
    await expect(page.getByTestId('notice')).toContainText('Choose a file of preference pairs under World');
    await choose(page, 'biased.jsonl', lengthBiased);
    await expect(page.getByTestId('own-ready')).toContainText('biased.jsonl: 400 preference pairs.');

    // From the beginning, and before any step.
    await reach(page, 1);
    await page.getByTestId('play').click();
    await page.waitForFunction(() => window.__lab.phase === 'paused');
    await page.keyboard.press('r');
    await page.waitForFunction(() => window.__lab.phase === 'paused' && window.__lab.step === 0);
    const audit = page.getByTestId('panel-audit');
    await expect(audit).toContainText(
      'Of 320 training pairs of unequal length, the longer answer was chosen in 80 % (75–84 %); where it is longer by 21 or more, in 80 %.',
    );
    await expect(audit).toContainText('Mean words: chosen 39.5, rejected 23.0.');

    await page.getByTestId('play').click();
    await reach(page, 60);
    expect(await page.evaluate(() => window.__lab.metrics.lengthCorrelation)).toBeGreaterThan(0.9);
    await page.getByTestId('share').click();
    const link = await page.getByTestId('link-settings').inputValue();

    // In this browser the file is there.
    const again = await page.context().newPage();
    await again.goto(link);
    await reach(again, 10);
    await expect(again.getByTestId('own-ready')).toContainText('biased.jsonl: 400 preference pairs.');
    await expect(again.getByTestId('audit-longer')).toHaveText('80 %');
    await again.close();

    const friend = await (await browser.newContext()).newPage();
    await friend.goto(link);
    await expect(friend.getByTestId('notice')).toContainText('This link needs your file biased.jsonl');
    await choose(friend, 'renamed.jsonl', lengthBiased);
    await reach(friend, 10);
    await expect(friend.getByTestId('audit-longer')).toHaveText('80 %');
    const settings = await friend.evaluate(() => window.__lab.spec);
    expect(settings).toMatchObject({stages: [{spec: {model: {kind: 'linear'}, training: {batch: 16}}}]});
    await friend.context().close();
  },
);

test(
  'reading a large file shows how far it is and can be cancelled, and the run goes on as it was',
  long,
  async ({page}) => {
    await page.goto(`/${rewardRun({kind: 'file'})}`);
    await choose(page, 'small.jsonl', pairs(60));
    await expect(page.getByTestId('own-ready')).toContainText('small.jsonl');
    await reach(page, 10);
    // Cancelled by the page itself, as soon as some rows have been checked.
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, {seen});
      new MutationObserver(() => {
        const text = document.querySelector('[data-testid=own-reading]')?.textContent ?? '';
        if (text && seen.at(-1) !== text) seen.push(text);
        if (/Checking .*: [1-9]\d? %/.test(text))
          document.querySelector<HTMLElement>('[data-testid=own-cancel]')!.click();
      }).observe(document.body, {subtree: true, childList: true, characterData: true});
    });
    const line = (i: number) =>
      JSON.stringify({prompt: `Question ${i % 999}?`, chosen: `${'good words '.repeat(45)}${i}`, rejected: `bad ${i}`});
    await choose(page, 'large.jsonl', Array.from({length: 36_000}, (_, i) => line(i)).join('\n'));
    await expect(page.getByTestId('own-ready')).toContainText('small.jsonl');
    const seen = await page.evaluate(() => (window as unknown as {seen: string[]}).seen);
    expect(seen.some((text) => /^Loading large\.jsonl: \d+ %/.test(text))).toBe(true);
    expect(seen.some((text) => /^Checking large\.jsonl: [1-9]\d? %/.test(text))).toBe(true);
    const at = await page.evaluate(() => window.__lab.step);
    expect(at).toBeGreaterThanOrEqual(10);
    await page.waitForFunction((step) => window.__lab.step > step || window.__lab.phase === 'finished', at);
    await expect(page.getByTestId('own-kept')).toContainText('1 file is in this browser');
  },
);

test('files are kept only when that is wanted, and each can be forgotten', long, async ({page}) => {
  await page.goto(`/${rewardRun({kind: 'file'})}`);
  await choose(page, 'first.jsonl', pairs(60));
  await reach(page, 3);
  await page.getByTestId('own-keep').click();
  await choose(page, 'second.jsonl', pairs(70));
  await expect(page.getByTestId('own-ready')).toContainText('second.jsonl');
  await reach(page, 3);
  const kept = page.getByTestId('own-kept');
  await kept.getByText('2 files are in this browser').click();
  await expect(kept).toContainText(/first\.jsonl: 60 rows, \d+ kB/);
  await expect(kept).toContainText(/second\.jsonl: 70 rows, \d+ kB, until this page is closed/);
  await kept.getByRole('button', {name: 'Forget first.jsonl'}).click();
  await expect(kept).toContainText('1 file is in this browser');
  await expect(page.getByTestId('own-ready')).toContainText('second.jsonl');

  // The next page clears up, whatever it shows.
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(`/${smallRun()}`);
  const stored = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('contrastive-lab-files');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const counting = database.transaction('files').objectStore('files').count();
            counting.onsuccess = () => {
              database.close();
              resolve(counting.result);
            };
          };
        }),
    );
  await expect.poll(stored).toBe(0);
  await page.goto(address);
  await expect(page.getByTestId('notice')).toContainText('This link needs your file second.jsonl');
  await expect(page.getByTestId('own-missing')).toContainText('second.jsonl');
  await expect(page.getByTestId('own-keep')).toHaveText('off');
  await expect(page.getByTestId('own-kept')).toHaveCount(0);
});
