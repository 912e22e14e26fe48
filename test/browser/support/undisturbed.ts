import type {Page} from '@playwright/test';
import {openAddress} from '../../../src/app/links.ts';
import {expect, metricsAt, reach} from './lab.ts';

/** The moves of the run in view. */
export const movesOf = (page: Page) => page.evaluate(() => (window.__lab.spec as {moves: {tick: number}[]}).moves);

/** Every metric of these steps is that of the same link opened anew, where nothing happens to the run. */
export async function expectUndisturbed(page: Page, ticks: readonly number[]): Promise<void> {
  const here = await Promise.all(ticks.map((tick) => metricsAt(page, tick)));
  // The address follows the moves a moment later.
  const {length} = await movesOf(page);
  await expect.poll(async () => (await openAddress(new URL(page.url()).hash)).spec.moves.length).toBe(length);
  await page.reload();
  await reach(page, Math.max(...ticks));
  for (const [i, tick] of ticks.entries()) {
    expect(here[i].loss, `at step ${tick}`).toBeGreaterThan(0);
    expect(here[i], `at step ${tick}`).toEqual(await metricsAt(page, tick));
  }
}
