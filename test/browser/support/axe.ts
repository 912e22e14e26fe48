/** What axe finds in the page. */
import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from '@playwright/test';
import {expect, isDrawn} from './lab.ts';

/** What axe finds in the page, however small: each kind with the elements that it is about. */
export async function foundBy(page: Page): Promise<string[]> {
  await isDrawn(page);
  const {violations} = await new AxeBuilder({page}).analyze();
  return violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Nothing serious may be wrong with the page, or with a part of it, in either theme. The dark one stays. */
export async function expectNothingSerious(page: Page, part?: string): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await isDrawn(page);
    const axe = new AxeBuilder({page});
    const {violations} = await (part ? axe.include(part) : axe).analyze();
    const serious = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
      `in the ${theme} theme`,
    ).toEqual([]);
  }
}
