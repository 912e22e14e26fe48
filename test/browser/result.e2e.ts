import type {Browser, Page} from '@playwright/test';
import {decodeResult, encodeResult} from '../../src/spec/result/codec.ts';
import type {Result} from '../../src/spec/result/result.ts';
import {long} from '../support/long.ts';
import {expect, reach, setValue, smallRun, test} from './support/lab.ts';

const STEPS = 60;

/** The link to a run with its result, when it is finished. */
async function resultLink(page: Page): Promise<string> {
  await page.goto(`/${smallRun({steps: STEPS})}`);
  await reach(page, STEPS);
  await expect(page.getByTestId('play')).toContainText('Again');
  await page.getByTestId('share').click();
  const link = await page.getByTestId('link-result').inputValue();
  await page.getByTestId('share-close').click();
  return link;
}

const textIn = (link: string) => /&r=([^&]*)/.exec(link)![1];

function changed(link: string, edit: (result: Result) => void): string {
  const result = decodeResult(textIn(link));
  if (!result.ok) throw new Error(result.sentences[0]);
  edit(result.value);
  return link.replace(textIn(link), encodeResult(result.value));
}

async function onAnotherMachine(browser: Browser, link: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await look(page);
  await context.close();
}

test('a link with a result is reproduced elsewhere; one digit that was changed shows', async ({page, browser}) => {
  const link = await resultLink(page);
  expect(textIn(link).length).toBeLessThanOrEqual(4096);

  await onAnotherMachine(browser, link, async (friend) => {
    const claim = friend.getByTestId('claim');
    await expect(claim).toContainText(`result of step ${STEPS}, computed on WebAssembly`);
    await reach(friend, STEPS);
    await expect(claim).toHaveAttribute('data-state', 'reproduced');
    await friend.getByTestId('claim-open').click();
    const rows = friend.locator('.linked-dialog tr[data-verdict]');
    expect(await rows.count()).toBeGreaterThan(8);
    await expect(friend.locator('.linked-dialog tr:not([data-verdict=reproduced])[data-verdict]')).toHaveCount(0);
    await friend.getByTestId('claim-close').click();
    // Another run has another result.
    await setValue(friend, 'objective.temperature', '0.2');
    await expect(claim).toHaveAttribute('data-state', 'other');
  });

  const better = changed(link, (result) => {
    const uniformity = result.finals.find(({metric}) => metric === 'uniformity')!;
    uniformity.value -= 0.0001;
  });
  await onAnotherMachine(browser, better, async (friend) => {
    await reach(friend, STEPS);
    await expect(friend.getByTestId('claim')).toHaveAttribute('data-state', 'differs');
    await friend.getByTestId('claim-open').click();
    const differing = friend.locator('.linked-dialog tr[data-verdict=differs]');
    await expect(differing).toHaveCount(1);
    await expect(differing).toContainText('differs by 0.0001');
    await expect(differing).toHaveAttribute('data-metric', 'uniformity');
  });
});

test('a damaged result is said to be one, and the run goes on', long, async ({page}) => {
  await page.goto(`/${smallRun()}&r=Aqqqq`);
  await expect(page.getByTestId('claim')).toContainText('The result in this link is damaged');
  await reach(page, 1);
  await page.getByTestId('claim-dismiss').click();
  await expect(page.getByTestId('claim')).toHaveCount(0);
});

test('every text of the dialog can be copied, and a reader of the screen hears it', long, async ({page, context}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/${smallRun({moves: [{tick: 2, path: 'objective.temperature', value: 0.3}]})}`);
  await reach(page, 5);
  await page.getByTestId('share').click();
  for (const id of ['link-settings', 'link-run', 'link-result', 'link-embed', 'link-command']) {
    const text = await page.getByTestId(id).inputValue();
    await page.getByTestId(`copy-${id}`).click();
    await expect(page.getByTestId(`copy-${id}`)).toHaveText('Copied');
    await expect(page.getByText(/^Copied: /)).toHaveCount(1);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }
  expect(await page.getByTestId('link-embed').inputValue()).toMatch(/^<iframe src="http.*&amp;v=embed" title=/);
  expect(await page.getByTestId('link-command').inputValue()).toMatch(
    /^npm run --silent lab -- run '#\/lab\/emoji\/B\S+' --json$/,
  );
  await expect(page.getByTestId('link-code')).toHaveAttribute('aria-label', /QR code/);
});
