/** A phone without mouse and keys: fingers and a pen turn, read off, slide and scroll; what they aim at is large enough. */
import type {Locator, Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {along, fingerOn, penOn} from './support/hand.ts';
import {expect, isDrawn, reach, smallRun, standStill, test} from './support/lab.ts';

test.use({hasTouch: true, isMobile: true, viewport: {width: 390, height: 844}});

/** Parts of the way over the ball, from its middle outwards. */
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/** What is drawn. */
const drawn = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

const scrolled = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('.lab')!.scrollTop + document.scrollingElement!.scrollTop);

const toMiddle = (element: Locator) => element.evaluate((one) => one.scrollIntoView({block: 'center'}));

/** A small run on a sphere, which stands still. */
async function sphere(page: Page) {
  await page.goto(`/${smallRun({settings: {model: {width: 16, representation: 16, head: 3}}})}`);
  await reach(page, 10);
  await standStill(page);
  const ball = page.locator('.hypersphere-ball');
  await toMiddle(ball);
  await isDrawn(page);
  return {ball, canvas: page.locator('.hypersphere-stage > canvas')};
}

test('a finger that goes sideways turns the sphere, one that goes up scrolls the page, a tap reads off', async ({
  page,
}) => {
  const {ball, canvas} = await sphere(page);
  const finger = await fingerOn(page);
  const [before, top] = [await drawn(canvas), await scrolled(page)];
  await finger.drag([...(await along(ball, [0.3, 0.4], [0.7, 0.4])), ...(await along(ball, [0.7, 0.4], [0.7, 0.8]))]);
  await isDrawn(page);
  const turned = await drawn(canvas);
  expect(turned).not.toBe(before);
  // A line of text more or less above it is no scrolling.
  expect(Math.abs((await scrolled(page)) - top)).toBeLessThan(30);

  await finger.drag(await along(ball, [0.5, 0.7], [0.5, 0.2]));
  await expect.poll(() => scrolled(page)).toBeGreaterThan(top);
  await toMiddle(ball);
  await isDrawn(page);
  expect(await drawn(canvas), 'the sphere is as it was').toBe(turned);

  const card = page.getByTestId('hypersphere-card');
  // Points may be anywhere on the ball, and all behind it.
  await expect(async () => {
    for (const down of PLACES) {
      for (const across of PLACES) {
        const [point] = await along(ball, [across, down], [across, down]);
        await page.touchscreen.tap(point.x, point.y);
        await isDrawn(page);
        if (await card.isVisible()) return;
      }
    }
    await finger.drag(await along(ball, [0.3, 0.5], [0.7, 0.5]));
    throw new Error('No point was met.');
  }).toPass();
});

test(
  'what a tap reads off a chart stays until the next press elsewhere, by finger and by pen',
  long,
  async ({page}) => {
    await page.goto(`/${smallRun({panels: ['temperature', 'plane']})}`);
    await reach(page, 20);
    await standStill(page);
    const pen = await penOn(page);
    for (const id of ['temperature', 'plane']) {
      const chart = page.getByTestId(`chart-${id}`);
      const card = chart.locator('.chart-card');
      const elsewhere = page.locator('.stage h1').first();
      await toMiddle(chart);
      await isDrawn(page);
      const [point] = await along(chart, [0.5, 0.5], [0.5, 0.5]);
      await page.touchscreen.tap(point.x, point.y);
      await expect(card, id).toBeVisible();
      await isDrawn(page);
      await expect(card, `${id}: it stays`).toBeVisible();
      await elsewhere.evaluate((one) => one.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true})));
      await expect(card, `${id}: a press elsewhere`).toBeHidden();

      await pen.hover(point);
      await expect(card, `${id}: a pen that hovers`).toBeVisible();
      await pen.hover({x: 5, y: 5});
      await expect(card, `${id}: the pen is gone`).toBeHidden();
    }
  },
);

test('a finger that scrolls over a chart leaves nothing read off', long, async ({page}) => {
  await page.goto(`/${smallRun({panels: ['temperature', 'plane', 'evenness']})}`);
  await reach(page, 20);
  await standStill(page);
  const chart = page.getByTestId('chart-plane');
  await toMiddle(chart);
  await isDrawn(page);
  const top = await scrolled(page);
  await (await fingerOn(page)).drag(await along(chart, [0.5, 0.9], [0.5, 0.1]));
  await expect.poll(() => scrolled(page)).not.toBe(top);
  await expect(chart.locator('.chart-card')).toBeHidden();
});

/** Within some 300 ms the browser may take a second touch for a part of the first. Nobody's hand is as fast as a script. */
const apart = (page: Page): Promise<void> => page.waitForTimeout(500);

test('a finger and a pen move a slider, and scrub the timeline', long, async ({page}) => {
  await page.goto(`/${smallRun({steps: 1000})}`);
  await reach(page, 400);
  await standStill(page);
  const [finger, pen] = [await fingerOn(page), await penOn(page)];
  const timeline = page.getByTestId('chart-timeline');
  await toMiddle(timeline);
  await isDrawn(page);
  for (const [hand, name] of [
    [finger, 'finger'],
    [pen, 'pen'],
  ] as const) {
    await hand.drag(await along(timeline, [0.4, 0.5], [0.15, 0.5]));
    await expect(page.getByTestId('timeline-state'), name).toContainText(/step \d+ of/);
    await apart(page);
    await page.getByTestId('timeline-live').tap();
    await expect(page.getByTestId('timeline-state'), name).toHaveText('live');
  }

  await page.getByTestId('sheet').tap();
  const value = page.getByTestId('value-training.learningRate');
  const track = page.getByTestId('field-training.learningRate').locator('.slider-track');
  await toMiddle(track);
  await isDrawn(page);
  let before = Number(await value.inputValue());
  for (const [hand, to] of [
    [finger, 0.9],
    [pen, 0.2],
  ] as const) {
    const {x, width} = (await track.boundingBox())!;
    const thumb = (await track.locator('.slider-thumb').boundingBox())!;
    const from = (thumb.x + thumb.width / 2 - x) / width;
    await hand.drag(await along(track, [from, 0.5], [to, 0.5]));
    if (to > from) await expect.poll(async () => Number(await value.inputValue())).toBeGreaterThan(before);
    else await expect.poll(async () => Number(await value.inputValue())).toBeLessThan(before);
    before = Number(await value.inputValue());
  }
});

test('a pen hovers over points, turns the sphere and paints', long, async ({page}) => {
  const {ball, canvas} = await sphere(page);
  const pen = await penOn(page);
  const card = page.getByTestId('hypersphere-card');
  await expect(async () => {
    for (const across of PLACES)
      for (const down of PLACES) {
        const [point] = await along(ball, [across, down], [across, down]);
        await pen.hover(point);
        await isDrawn(page);
        if (await card.isVisible()) return;
      }
    await pen.drag(await along(ball, [0.3, 0.5], [0.7, 0.5]));
    throw new Error('No point was met.');
  }).toPass();
  await pen.hover({x: 5, y: 5});
  await expect(card).toBeHidden();
  const before = await drawn(canvas);
  await pen.drag(await along(ball, [0.3, 0.3], [0.6, 0.7]));
  await isDrawn(page);
  expect(await drawn(canvas)).not.toBe(before);
});

test('a long press breaks nothing: the sphere turns on, what is held can be pressed again', long, async ({page}) => {
  const {ball, canvas} = await sphere(page);
  const finger = await fingerOn(page);
  const [first, ...others] = await along(ball, [0.3, 0.5], [0.7, 0.6]);
  const before = await drawn(canvas);
  await finger.down(first);
  // As long as systems wait before they take a press for a long one.
  await page.waitForTimeout(900);
  await finger.up();
  await finger.drag([first, ...others]);
  await isDrawn(page);
  expect(await drawn(canvas)).not.toBe(before);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');

  const play = page.getByTestId('play');
  const [middle] = await along(play, [0.5, 0.5], [0.5, 0.5]);
  await finger.down(middle);
  await page.waitForTimeout(900);
  await finger.up();
  await apart(page);
  const pressed = await play.textContent();
  await play.tap();
  await expect(play).not.toHaveText(pressed!);
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
});

test('twelve points to spread: a finger on a point moves it up, and the page stays', long, async ({page}) => {
  await page.goto(`/${smallRun({panels: ['spread', 'curves', 'plane']})}`);
  await reach(page, 3);
  await standStill(page);
  const board = page.getByTestId('spread-board');
  await toMiddle(board);
  await isDrawn(page);
  const finger = await fingerOn(page);
  const score = () => page.getByTestId('spread').getAttribute('data-score');
  const before = await score();
  let top = 0;
  // The points begin in the middle, on the side that faces the reader; where none is, the page scrolls.
  for (const at of [0.5, 0.45, 0.55, 0.4, 0.6]) {
    await toMiddle(board);
    await isDrawn(page);
    top = await scrolled(page);
    await finger.drag(await along(board, [at, 0.5], [at, 0.3]));
    if ((await score()) !== before) break;
  }
  expect(await score()).not.toBe(before);
  expect(await scrolled(page)).toBe(top);
});

/** Targets of which less than 24 x 24 pixels can be met, words of a text aside (WCAG 2.2, 2.5.8). */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const targets =
      'button, a[href], select, summary, textarea, label:has(input), input:not([type=hidden]), [role=button], [role=slider], .slider-thumb, .slider-track';
    for (const element of document.querySelectorAll<HTMLElement>(targets)) {
      if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
      // What is for keyboards and screen readers alone has a target that is seen.
      if (element.closest('.unseen, .chart-probe') || element.closest('[inert], [aria-hidden="true"]')) continue;
      if (getComputedStyle(element).display === 'inline' || element.matches('.token')) continue;
      const own = element.getBoundingClientRect();
      if (own.width < 2 || own.height < 2) continue;
      element.scrollIntoView({block: 'center', inline: 'center'});
      const {left, top, width, height} = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const meets = (dx: number, dy: number) => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        return hit !== null && (element.contains(hit) || (hit.contains(element) && hit.matches('label')));
      };
      const missed = [
        [0, 0],
        [-11.5, 0],
        [11.5, 0],
        [0, -11.5],
        [0, 11.5],
      ].filter(([dx, dy]) => !meets(dx, dy));
      if (missed.length === 0) continue;
      const name =
        element.getAttribute('aria-label') ?? (element.dataset.testid || element.textContent?.trim().slice(0, 40));
      found.push(`${element.tagName}.${element.className} “${name}”, ${Math.round(width)} x ${Math.round(height)}`);
    }
    return found;
  });

for (const lab of ['lab', 'reward', 'policy']) {
  test(`#/${lab}: every target is at least 24 pixels wide and high`, long, async ({page}, info) => {
    await page.goto(`/#/${lab}`);
    await reach(page, 20);
    await page.getByTestId('play').tap();
    await isDrawn(page);
    await page.screenshot({path: info.outputPath(`${lab}.png`)});
    expect(await small(page)).toEqual([]);
    await page.getByTestId('sheet').tap();
    await page.getByTestId('all-settings').tap();
    await isDrawn(page);
    expect(await small(page), 'the settings').toEqual([]);
    await page.screenshot({path: info.outputPath(`${lab}-settings.png`)});
  });
}
