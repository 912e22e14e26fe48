/** What every browser test needs: a page whose console must stay silent, links to small runs, readings. */
import {test as base, expect, type Page} from '@playwright/test';
import {addressOf} from '../../../src/app/addressOf.ts';
import {language} from '../../../src/programs/index.spec.ts';
import type {Move, Spec} from '../../../src/spec/index.ts';
import {PRESETS} from '../../support/allPresets.ts';
import {hasArrived, hearWorkers} from './workers.ts';

export {expect};

/** A page that fails its test when it reports an error. */
export const test = base.extend({
  page: async ({page}, use) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.addInitScript(hearWorkers);
    await use(page);
    expect(problems.filter((text) => !OURS.some((known) => text.includes(known)))).toEqual([]);
  },
});

/** Chromium says these about its software adapter, whatever the page does; the last one is Playwright's. */
const OURS = [
  'Automatic fallback to software WebGL',
  'powerPreference option is currently ignored',
  'GPU stall due to ReadPixels',
  'Service Worker registration blocked by Playwright',
];

/** A run that takes milliseconds a step: 2-D inputs, a narrow network, a small batch. */
export const SMALL = {
  world: {kind: 'latent', points: 500},
  model: {width: 16, representation: 16},
  training: {batch: 32, evaluateEvery: 5},
};

/** More steps than any test waits for, however slow its machine is beside the run. */
export const ENDLESS = 100_000;

interface Small {
  settings?: Record<string, unknown>;
  steps?: number;
  seed?: number;
  moves?: Omit<Move, 'stage'>[];
  panels?: readonly string[];
  fan?: Spec['fan'];
}

/** The hash address of a small run; it goes on for ever when `steps` is left out. */
export function smallRun({settings = {}, steps = ENDLESS, seed = 7, moves = [], panels, fan}: Small = {}): string {
  const spec = language.check({
    seed,
    ...(fan && {fan}),
    stages: [{id: 'main', program: 'encoder', spec: {...SMALL, ...settings}, steps}],
    moves: moves.map((move) => ({stage: 'main', ...move})),
  });
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return `#${addressOf(PRESETS[0], spec.value, panels)}`;
}

export const stepOf = (page: Page): Promise<number> => page.evaluate(() => window.__lab?.step ?? -1);

export async function reach(page: Page, tick: number): Promise<void> {
  await page.waitForFunction((t) => (window.__lab?.step ?? -1) >= t, tick);
}

export const metricsAt = (page: Page, tick: number): Promise<Record<string, number>> =>
  page.evaluate((t) => ({...window.__lab.metricsAt(t)}), tick);

/** Pauses, and gives the step at which the run stands still, when all that was under way has arrived. */
export async function standStill(page: Page): Promise<number> {
  await page.getByTestId('play').click();
  await expect(page.getByTestId('play')).toHaveText(/Play/);
  await hasArrived(page);
  return stepOf(page);
}

/** Resolves when what has been told to the page is drawn, and nothing fades or slides any more. */
export async function isDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const ends = (animation: Animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime);
    // Where drawing is slow, what is new waits for so long before it is drawn.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await frame();
    await frame();
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(({finished}) => finished),
    );
  });
}

export async function choosePreset(page: Page, id: string): Promise<void> {
  await page.getByTestId('preset').click();
  await page.getByTestId(`preset-${id}`).click();
}

/** Types an exact value into a setting. */
export async function setValue(page: Page, path: string, value: string): Promise<void> {
  const field = page.getByTestId(`value-${path}`);
  await field.fill(value);
  await field.press('Enter');
}

/** The hints on the page that lie over text other than their own, each with that text. */
export const overprinted = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hints = [...document.querySelectorAll('.hint')];
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement!;
      if (!text.textContent!.trim() || parent.closest('.hint, script, style') || !parent.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        // Texts for screen readers alone are a pixel large.
        if (box.width <= 2 || box.height <= 2 || parent.closest('.unseen, [class$="-unseen"]')) continue;
        for (const hint of hints) {
          const mine = hint.getBoundingClientRect();
          const width = Math.min(mine.right, box.right) - Math.max(mine.left, box.left);
          const height = Math.min(mine.bottom, box.bottom) - Math.max(mine.top, box.top);
          if (width > 1 && height > 1) found.push(`“${hint.textContent}” lies over “${text.textContent}”`);
        }
      }
    }
    return found;
  });

/** At a wide, a narrower and a phone's window: hints lie over no text. */
export async function expectHintsApart(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  for (const [width, height] of [
    [1440, 900],
    [1120, 700],
    [800, 900],
    [390, 844],
  ]) {
    await page.setViewportSize({width, height});
    await isDrawn(page);
    expect(await overprinted(page), `${width} px`).toEqual([]);
  }
  await page.setViewportSize(before);
}

/** While the help is open, no hint is there. */
export async function expectNoHintsBesideHelp(page: Page): Promise<void> {
  await page.keyboard.press('?');
  await expect(page.getByTestId('help-dialog')).toBeVisible();
  await expect(page.locator('.hint')).toHaveCount(0);
  const letters = (await page.getByTestId('help-dialog').locator('kbd').allTextContents()).filter(
    (key) => key.length === 1,
  );
  expect(letters, 'each key does one thing').toEqual([...new Set(letters)]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('help-dialog')).toHaveCount(0);
}
