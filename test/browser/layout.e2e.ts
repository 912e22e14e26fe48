import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expect, reach, test} from './support/lab.ts';

/** A phone, the widths at which columns and the top bar run out of room, and large screens. */
const WIDTHS = [390, 761, 768, 900, 960, 961, 1024, 1100, 1101, 1280, 1440, 1920];

const settled = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** What overlaps, sticks out of the window, or is covered; the page is scrolled to `share` of its height. */
const faultsAt = (page: Page, share: number): Promise<string[]> =>
  page.evaluate((share) => {
    const lab = document.querySelector('.lab')!;
    lab.scrollTop = share * (lab.scrollHeight - lab.clientHeight);
    const faults: string[] = [];
    const name = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
    /** What is in view of an element: the column of panels may be scrolled, and cuts off what is beyond it. */
    const inView = (element: Element) => {
      const {left, right, top, bottom} = element.getBoundingClientRect();
      const column = element.closest('.side-panels');
      if (!column || getComputedStyle(column).overflowY !== 'auto') return {left, right, top, bottom};
      const edge = column.getBoundingClientRect();
      return {left, right, top: Math.max(top, edge.top), bottom: Math.min(bottom, edge.bottom)};
    };
    const boxes = [...document.querySelectorAll('.stage > .panel, .side .panel, .side-foot, .time')].map((element) => ({
      name: name(element),
      box: inView(element),
    }));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > 1 && height > 1) faults.push(`"${a.name}" and "${b.name}" overlap`);
      }
    }
    for (const button of document.querySelectorAll('.top button, .top a')) {
      const {left, right, top, bottom} = button.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) faults.push(`${name(button)} is cut off`);
      for (const x of [left + 3, (left + right) / 2, right - 3]) {
        if (!button.contains(document.elementFromPoint(x, (top + bottom) / 2)))
          faults.push(`${name(button)} is covered`);
      }
    }
    for (const element of [document.documentElement, lab, document.querySelector('.top')!]) {
      if (element.scrollWidth > element.clientWidth) faults.push(`.${element.className} scrolls sideways`);
    }
    return faults;
  }, share);

/** Every formula of the panels that are open is typeset inside the window. */
async function expectFormulasInView(page: Page): Promise<void> {
  const {width, height} = page.viewportSize()!;
  const buttons = page.getByRole('button', {name: /^Formula: /});
  expect(await buttons.count()).toBeGreaterThan(1);
  for (const button of await buttons.all()) {
    const name = (await button.getAttribute('aria-label'))!;
    await button.click();
    const dialog = page.getByRole('dialog', {name});
    await expect(dialog.locator('.katex').first()).toBeVisible();
    const {x, y, width: wide, height: high} = (await dialog.boundingBox())!;
    expect([x >= 0, y >= 0, x + wide <= width, y + high <= height], `${name} at ${width} px`).toEqual(
      Array(4).fill(true),
    );
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
}

for (const lab of ['lab', 'reward', 'policy']) {
  test(
    `#/${lab}: at every width panels stand apart and the top bar is whole`,
    lab === 'lab' ? {} : long,
    async ({page}) => {
      await page.goto(`/#/${lab}`);
      await reach(page, 5);
      await page.getByTestId('play').click();
      await expect(page.locator('.side .panel canvas, .side .panel svg').first()).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({width, height: 800});
        for (const share of [0, 0.5, 1]) {
          await settled(page);
          expect(await faultsAt(page, share), `${width} px, ${share} down`).toEqual([]);
        }
      }
      for (const width of [390, 1024]) {
        await page.setViewportSize({width, height: 844});
        await expectFormulasInView(page);
      }

      // The phone: the timeline stands right below the figure, which stays in sight while a setting is changed.
      await page.setViewportSize({width: 390, height: 844});
      await settled(page);
      const edges = async (selector: string) => {
        const {y, height} = (await page.locator(selector).boundingBox())!;
        return {top: y, bottom: y + height};
      };
      expect((await edges('.time')).top).toBeLessThan((await edges('.stage')).bottom + 2);
      expect((await edges('.time')).bottom).toBeLessThan((await edges('.side')).top + 2);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.getByTestId('sheet').click();
      await page.getByTestId('slider-training.learningRate').press('ArrowRight');
      await expect(page.getByTestId('field-training.learningRate')).toBeInViewport();
      const figure = await edges('.stage .panel-figure');
      expect(figure.top).toBeGreaterThanOrEqual(0);
      expect(figure.bottom - figure.top).toBeGreaterThan(300);
      expect(figure.bottom).toBeLessThan((await edges('.rail')).top + 2);
      await page.getByTestId('sheet').click();
      await expect(page.getByTestId('play')).toBeVisible();
    },
  );
}
