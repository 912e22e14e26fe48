import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from '@playwright/test';
import {addressOf} from '../../src/app/links.ts';
import {PRESETS_OF} from '../../src/app/presets.ts';
import {language} from '../../src/programs/catalogue.spec.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

/** A run of the reward lab that takes milliseconds a step. */
function rewardRun(world: object): string {
  const spec = language.check({
    seed: 7,
    stages: [
      {
        id: 'main',
        program: 'reward',
        spec: {world, model: {kind: 'linear'}, training: {batch: 16, evaluateEvery: 5}},
        steps: 400,
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

test('preference pairs of one’s own are checked, audited and learnt from', async ({page}, info) => {
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
  const {violations} = await new AxeBuilder({page}).include('[data-testid=own-file]').analyze();
  const serious = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({id}) => id)).toEqual([]);

  await choose(page, 'sentences.jsonl', Array.from({length: 30}, (_, i) => `{"text": "Hello ${i}"}`).join('\n'));
  await expect(page.getByTestId('own-errors')).toContainText('sentences.jsonl holds no preference pairs');
});

test('preference pairs are not for an encoder', async ({page}) => {
  await page.goto(`/${smallRun({settings: {world: {kind: 'file'}}})}`);
  await choose(page, 'mine.jsonl', pairs(60));
  await expect(page.getByTestId('own-errors')).toContainText('choose it in the reward lab');
});

test('matches are learnt from', async ({page}, info) => {
  await page.setViewportSize({width: 1440, height: 900});
  await page.goto(`/${rewardRun({kind: 'matches', league: 'austria'})}`);
  await reach(page, 20);
  await page.screenshot({path: info.outputPath('matches.png')});
  await expect(page.getByTestId('notice')).toHaveCount(0);
});
