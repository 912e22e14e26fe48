import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, isDrawn, reach, standStill, test} from './support/lab.ts';

const SIZES = [
  {name: 'wide', width: 1440, height: 900},
  {name: 'narrow', width: 390, height: 844},
];

for (const {name, width, height} of SIZES) {
  test(`${name}: nothing to hold against it`, name === 'wide' ? {} : long, async ({page}, info) => {
    await page.setViewportSize({width, height});
    await page.goto('/');
    await reach(page, process.env.UPDATE_PICTURES ? 600 : 40);
    await standStill(page);
    await isDrawn(page);
    await page.screenshot({path: info.outputPath(`${name}.png`)});
    // The picture in the README is made here, when asked for.
    if (process.env.UPDATE_PICTURES && name === 'wide') await page.screenshot({path: 'docs/lab-light.png'});
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (name === 'wide') {
      expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
    }
    // Labels that are scrolled out of the rail count as none.
    await page.setViewportSize({width, height: 1500});
    await expectNothingSerious(page);
  });
}

for (const lab of ['lab', 'reward']) {
  test(`#/${lab}: a formula is typeset, and its text for screen readers is not drawn over it`, long, async ({page}) => {
    await page.goto(`/#/${lab}`);
    await reach(page, 1);
    await page.locator('.stage .panel-tools').getByRole('button', {name: 'Formula'}).click();
    await expect(page.locator('.formula .katex-mathml').first()).toHaveCSS('position', 'absolute');
    await expect(page.locator('.formula .katex .mathnormal').first()).toHaveCSS('font-family', /KaTeX/);
  });
}

test('the phone has its settings in a sheet', async ({page}) => {
  await page.setViewportSize({width: 390, height: 844});
  await page.goto('/');
  await reach(page, 1);
  await expect(page.getByTestId('slider-objective.temperature')).not.toBeVisible();
  await page.getByTestId('sheet').click();
  await expect(page.getByTestId('value-objective.temperature')).toBeVisible();
});

test('? shows the keys, Escape closes them', async ({page}) => {
  await page.goto('/');
  await reach(page, 1);
  await page.keyboard.press('?');
  await expect(page.getByTestId('help-dialog')).toContainText('play or pause');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('help-dialog')).not.toBeVisible();
});

test(
  'what a sign does is said by a word: over it, at the focus, and beside it for fingers',
  long,
  async ({page, browser}) => {
    await page.goto('/');
    await reach(page, 1);
    await page
      .getByRole('button', {name: /^Save: /})
      .first()
      .focus();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('tooltip')).toHaveText('The numbers as a table');
    const phone = await browser.newContext({viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
    const touched = await phone.newPage();
    await touched.goto(page.url());
    await expect(touched.getByText('formula').first()).toBeVisible();
    await phone.close();
  },
);
