import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, isDrawn, reach, smallRun, test} from './support/lab.ts';

const CARD = 'hypersphere-card';
const SPHERE = 'hypersphere';

test('another world is chosen from the menu: colours meet their names, and a card shows both', long, async ({page}) => {
  await page.goto(`/${smallRun({})}`);
  await reach(page, 3);
  await page.getByTestId('kind-world').click();
  await page.getByTestId('kind-world-colours').click();
  await expect(page.getByTestId('hypersphere-note')).toContainText('9,800 points');
  await expect(page.getByTestId('legend')).toContainText('Turquoise');
  await reach(page, 10);
  const named = page.getByTestId('hypersphere-search');
  await named.fill('shot in the dark');
  await named.press('Enter');
  const card = page.getByTestId(CARD);
  await expect(card).toContainText('Shot in the Dark');
  await expect(card.locator('.hypersphere-colour')).toHaveCSS('background-color', 'rgb(29, 13, 29)');
  // A name and its colour are one thing: the neighbours are others.
  await expect(card.locator('.hypersphere-near-name')).toHaveCount(5);
});

test('sentences are found by their words and read on the card', async ({page}, info) => {
  // Labels that are scrolled out of the rail count as none.
  await page.setViewportSize({width: 1440, height: 1500});
  await page.goto(`/${smallRun({settings: {world: {kind: 'sentences', sentences: 800}}, steps: 60})}`);
  await reach(page, 60);
  await page.getByTestId('hypersphere-search').fill('salmon');
  await page.getByTestId('hypersphere-search').press('Enter');
  await expect(page.getByTestId(CARD)).toContainText(/salmon.*\./);
  await expect(page.getByTestId(CARD)).toContainText('Cooking');
  await expect(page.getByTestId(CARD).locator('.hypersphere-near-name').first()).toContainText(/^[A-Z].*\.$/);
  await page.screenshot({path: info.outputPath('sentences.png')});
  await expectNothingSerious(page);
});

test('emoji and keywords: points in words are read out as such', long, async ({page}) => {
  const world = {kind: 'pairs', styles: ['noto'], resolution: '8'};
  await page.goto(`/${smallRun({settings: {world}, steps: 30})}`);
  await reach(page, 30);
  await expect(page.getByTestId('hypersphere-note')).toContainText('3,126 points');
  await page.getByTestId(SPHERE).focus();
  await page.getByTestId('hypersphere-search').fill('cat, face, kitten');
  await page.getByTestId('hypersphere-search').press('Enter');
  await expect(page.getByTestId(CARD)).toContainText('in words');
});

test('the letters of a long legend stand below the figure, and Tab comes to them once', long, async ({page}) => {
  await page.goto(`/${smallRun({settings: {world: {kind: 'glyphs'}}, steps: 5})}`);
  await reach(page, 5);
  const legend = page.getByTestId('legend');
  await expect(legend.getByRole('button')).toHaveCount(52);
  for (const width of [1280, 390]) {
    await page.setViewportSize({width, height: 844});
    await isDrawn(page);
    const [ball, letters] = [(await page.getByTestId(SPHERE).boundingBox())!, (await legend.boundingBox())!];
    expect(letters.y).toBeGreaterThan(ball.y + ball.height);
    expect(letters.height).toBeLessThan(124);
    expect(await legend.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  }
  const letter = (name: string) => legend.getByRole('button', {name, exact: true});
  await letter('A').focus();
  await page.keyboard.press('ArrowRight');
  await expect(letter('B')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(letter('B')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  expect(await legend.evaluate((element) => element.contains(document.activeElement))).toBe(false);
});
