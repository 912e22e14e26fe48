import {long} from '../support/long.ts';
import {choosePreset, expect, metricsAt, reach, setValue, smallRun, stepOf, test} from './support/lab.ts';

test('a link opened elsewhere gives the same numbers, to the last bit', long, async ({page, browser}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 6);
  await setValue(page, 'objective.temperature', '0.2');
  await reach(page, 20);
  await page.getByTestId('share').click();
  const link = await page.getByTestId('link-run').inputValue();
  const here = await metricsAt(page, 20);
  expect(Object.keys(here)).toContain('uniformity');

  const friend = await (await browser.newContext()).newPage();
  await friend.goto(link);
  await reach(friend, 20);
  expect(await metricsAt(friend, 20)).toEqual(here);
  await expect(friend.getByTestId('value-objective.temperature')).toHaveValue('0.2');
  await friend.context().close();
});

test('the address is the link', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  const before = page.url();
  await setValue(page, 'training.learningRate', '0.01');
  await expect.poll(() => page.url()).not.toBe(before);
  await page.reload();
  await reach(page, 1);
  await expect(page.getByTestId('changes')).toContainText('Learning rate');
});

test('a link that is followed right after a change is not written over', async ({page}) => {
  await page.goto(`/${smallRun()}`);
  await reach(page, 1);
  let goOn = () => {};
  const written = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  // The preset of the link comes when the change would long have been written.
  await page.route(/\/bodies-[\w-]+\.js$/, async (route) => {
    await written;
    await route.continue();
  });
  await page.getByTestId('next-seed').evaluate((button: HTMLElement) => {
    button.click();
    location.hash = '#/lab/hot';
    return new Promise((resolve) => setTimeout(resolve, 1000));
  });
  goOn();
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  expect(new URL(page.url()).hash).toBe('#/lab/hot');
});

test('a link that is followed while another lab is still being loaded is not written over', async ({page}) => {
  let goOn = () => {};
  const followed = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(/\/bodies-[\w-]+\.js$/, async (route) => {
    await followed;
    await route.continue();
  });
  await page.goto(`/${smallRun()}`);
  await reach(page, 1);
  await page.getByTestId('lab-reward').click();
  await page.getByRole('link', {name: 'Lessons'}).click();
  await expect(page.getByTestId('lessons')).toBeVisible();
  goOn();
  // Long enough for what was pressed before to come after all.
  await page.waitForTimeout(1000);
  await expect(page.getByTestId('lessons')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('#/lessons');
});

test('the back button returns to the experiment before', async ({page}) => {
  await page.goto('/#/lab/circle');
  await reach(page, 1);
  await choosePreset(page, 'hot');
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await page.goBack();
  await expect(page.getByTestId('preset')).toContainText('Two forces on a circle');
  await page.goForward();
  await expect(page.getByTestId('preset')).toContainText('Temperature too high');
  await reach(page, 1);
});

const BROKEN = [
  {what: 'cut off', hash: `${smallRun().slice(0, -12)}`, says: /link is damaged|must be/},
  {what: 'not ours', hash: '#/lab/emoji/Zhello', says: /link is damaged/},
  {what: 'an unknown preset', hash: '#/lab/__proto__', says: /names the preset/},
  {what: 'far too long', hash: `#/lab/emoji/A${'a'.repeat(100_000)}`, says: /has 100,012 characters/},
  {what: 'an unknown page', hash: '#/nowhere', says: /names no page/},
];

for (const {what, hash, says} of BROKEN) {
  test(`a broken link (${what}) gives the standard lab and a sentence`, async ({page}) => {
    await page.goto(`/${hash}`);
    await expect(page.getByTestId('notice')).toContainText(says);
    await expect(page.getByTestId('notice')).toContainText('standard lab');
    await expect(page.getByTestId('preset')).toContainText('One concept, four artists');
    await reach(page, 1);
    expect(await stepOf(page)).toBeGreaterThan(0);
  });
}
