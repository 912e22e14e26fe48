import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {choosePreset, expect, expectHintsApart, reach, setValue, smallRun, standStill, test} from './support/lab.ts';

const PANELS = [
  ...['temperature', 'plane', 'curves', 'evenness', 'spread', 'similarities', 'matrix', 'bound', 'spectrum', 'classes'],
  'neighbours',
];

const standing = (page: Page): Promise<string[]> =>
  page
    .getByTestId('panels')
    .locator('[data-testid^="panel-"]')
    .evaluateAll((panels) => panels.map((panel) => panel.getAttribute('data-testid')!.slice('panel-'.length)));

/** With the keys alone: opens the menu of a panel and goes to an entry by its first letters. */
async function byKeys(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByTestId(menu).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.type(entry);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).not.toBeVisible();
}

test('panels are arranged by the keyboard, and the link keeps them', long, async ({page, browser}) => {
  await page.goto(`/${smallRun({panels: ['temperature', 'plane', 'curves']})}`);
  await reach(page, 3);
  await expect.poll(() => standing(page)).toEqual(['temperature', 'plane', 'curves']);

  await byKeys(page, 'arrange-temperature', 'Positives');
  await expect.poll(() => standing(page)).toEqual(['similarities', 'plane', 'curves']);
  await expect(page.getByTestId('arrange-similarities')).toBeFocused();
  await byKeys(page, 'arrange-similarities', 'Move d');
  await expect.poll(() => standing(page)).toEqual(['plane', 'similarities', 'curves']);
  await byKeys(page, 'arrange-plane', 'Rem');
  await expect.poll(() => standing(page)).toEqual(['similarities', 'curves']);
  await expect(page.getByTestId('arrange-similarities')).toBeFocused();
  await byKeys(page, 'add-panel', 'Who');
  await expect.poll(() => standing(page)).toEqual(['similarities', 'curves', 'temperature']);

  await expect.poll(() => page.url()).toMatch(/&p=similarities,curves,temperature$/);
  await page.reload();
  await reach(page, 1);
  await expect.poll(() => standing(page)).toEqual(['similarities', 'curves', 'temperature']);

  await page.getByTestId('share').click();
  const link = await page.getByTestId('link-settings').inputValue();
  const friend = await (await browser.newContext()).newPage();
  await friend.goto(link);
  await reach(friend, 1);
  await expect.poll(() => standing(friend)).toEqual(['similarities', 'curves', 'temperature']);
  await friend.context().close();
});

test('the back button brings the panels back, another preset keeps what was arranged', long, async ({page}) => {
  await page.goto('/#/lab/circle&p=curves');
  await reach(page, 1);
  await expect.poll(() => standing(page)).toEqual(['curves']);
  await choosePreset(page, 'suppression');
  await expect(page.getByTestId('preset')).toContainText('The easy way out');
  await expect.poll(() => standing(page)).toEqual(['curves']);
  await page.goto('/#/lab/circle');
  await expect.poll(() => standing(page)).toEqual(['temperature', 'plane', 'curves']);
  await page.goBack();
  await expect.poll(() => standing(page)).toEqual(['curves']);
  await reach(page, 1);
});

test('a link to a panel that does not exist says so and shows the others', async ({page}) => {
  await page.goto('/#/lab/circle&p=plane,nonsense');
  await expect(page.getByTestId('notice')).toContainText('a panel “nonsense”, which does not exist');
  await expect(page.getByTestId('preset')).toContainText('Two forces on a circle');
  await expect.poll(() => standing(page)).toEqual(['plane']);
  await reach(page, 1);
});

/** Whether anything was drawn on the panel's canvas. */
const isPainted = (page: Page, id: string): Promise<boolean> =>
  page
    .getByTestId(`panel-${id}`)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true})!;
      copy.drawImage(canvas, 0, 0);
      const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });

test('every panel shows the run: nothing to hold against it', long, async ({page}) => {
  // High enough for all settings: labels that are scrolled away count for nothing with axe.
  await page.setViewportSize({width: 1440, height: 1500});
  await page.goto(`/${smallRun({panels: PANELS})}`);
  await reach(page, 20);
  await standStill(page);
  await page.getByTestId('curves-metric').selectOption('loss');
  await expect(page.getByTestId('neighbours-stayed')).toContainText('of 5');
  await expect(page.getByTestId('panel-neighbours')).toContainText('“Point 1”');
  // Others are shown when one points at them.
  await page.getByTestId('hypersphere').focus();
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await expect(page.getByTestId('panel-neighbours')).not.toContainText('“Point 1”');
  for (const id of PANELS) {
    const panel = page.getByTestId(`panel-${id}`);
    await panel.scrollIntoViewIfNeeded();
    await expect.poll(() => isPainted(page, id)).toBe(true);
    await panel.getByRole('button', {name: /^Table/}).click();
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await expectNothingSerious(page);
});

test('the density turns with the sphere, and twelve points are spread by hand, by keys and by the loss', async ({
  page,
}) => {
  await page.goto(`/${smallRun({panels: ['evenness', 'spread']})}`);
  await reach(page, 20);
  const tick = await standStill(page);
  const evenness = page.getByTestId('evenness');
  await expect(evenness).toHaveAttribute('data-tick', String(tick));
  const uniformity = Number(await evenness.getAttribute('data-uniformity'));
  expect(uniformity).toBeLessThan(0);
  // Hardly any points are more even than a lattice of as many.
  expect(uniformity).toBeGreaterThan(-2.1);
  const painted = () => evenness.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await painted();
  await page.getByTestId('hypersphere').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(painted).not.toBe(before);

  const board = page.getByTestId('spread-board');
  const score = async () => Number(await page.getByTestId('spread').getAttribute('data-score'));
  const first = await score();
  await board.focus();
  await page.keyboard.press('.');
  await page.keyboard.press('ArrowDown');
  await expect.poll(score).not.toBe(first);
  const second = await score();
  // A point of the crowd in the middle is drawn to the rim. What still loads may move the board away from under the pointer.
  await expect(async () => {
    const box = (await board.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 0.3 * box.height, y, {steps: 4});
    await page.mouse.up();
    expect(await score()).not.toBe(second);
  }).toPass();
  await page.emulateMedia({reducedMotion: 'reduce'});
  await page.getByTestId('spread-descend').click();
  await expect(page.getByTestId('spread')).toHaveAttribute('data-settled', 'true');
  await expect(page.getByTestId('panel-spread')).toContainText('An icosahedron');
  await page.getByTestId('spread-restart').click();
  expect(await score()).toBe(first);
});

test('a larger batch lifts the ceiling, and the matrix is sorted as one likes', long, async ({page}) => {
  await page.goto(`/${smallRun({panels: ['bound', 'matrix', 'classes']})}`);
  await reach(page, 20);
  const ceiling = page.getByTestId('panel-bound').locator('text', {hasText: 'N = 128'});
  await expect(page.getByTestId('bound-share')).toContainText('%');
  await expect(ceiling).toHaveCount(0);
  await setValue(page, 'training.batch', '128');
  await expect(ceiling).toHaveClass(/strong/);

  const matrix = page.getByTestId('panel-matrix');
  await expect(page.getByTestId('matrix-own')).toContainText('%');
  await page.getByTestId('matrix-batch').click();
  await expect(page.getByTestId('matrix-batch')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('chart-matrix-probe').focus();
  await page.keyboard.press('ArrowRight');
  await expect(matrix).toContainText('of the push');

  await page.getByTestId('classes-choice').selectOption('2');
  await expect(page.getByTestId('panel-classes')).toContainText(/Class 3: .* on average/);
});

test('three hints on the first visit go when they are followed, and do not come back', long, async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  for (const name of ['space', 'turn', 'hover']) await expect(page.getByTestId(`hint-${name}`)).toBeVisible();
  await expectHintsApart(page);
  await page.keyboard.press(' ');
  await expect(page.getByTestId('hint-space')).not.toBeVisible();
  await setValue(page, 'objective.temperature', '0.2');
  await expect(page.getByTestId('hint-turn')).not.toBeVisible();
  await page.getByTestId('hint-hover').getByRole('button').click();
  await expect(page.getByTestId('hint-hover')).not.toBeVisible();
  await page.reload();
  await reach(page, 1);
  for (const name of ['space', 'turn', 'hover']) await expect(page.getByTestId(`hint-${name}`)).not.toBeVisible();
});
