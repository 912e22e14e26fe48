import {expectNothingSerious} from './support/axe.ts';
import {expect, test} from './support/lab.ts';

test('a lesson is gone through by keyboard: a guess, its answer, and back to it after a reload', async ({page}) => {
  await page.goto('/?backend=wasm#/lessons');
  await page.getByTestId('lesson-who-gets-pushed').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {level: 1})).toHaveText('One pull, many pushes');
  await page.getByTestId('lesson-next').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/lessons\/who-gets-pushed\/how-many$/);
  await expect(page.getByTestId('commit')).toBeDisabled();
  await page.getByTestId('guess-slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('guess')).not.toHaveText('?');
  await page.getByTestId('commit').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('outcome')).toContainText('You said');
  await expectNothingSerious(page);
  const said = await page.getByTestId('outcome').textContent();
  await page.reload();
  await expect(page.getByTestId('outcome')).toHaveText(said!);
  await page.getByTestId('lesson-restart').click();
  await expect(page.getByRole('heading', {level: 1})).toHaveText('One pull, many pushes');
  await page.goto('/#/lessons/no-such-lesson');
  await expect(page.getByText('There is no lesson of the name “no-such-lesson”.')).toBeVisible();
});

test('the opening page asks, and one press is a guess that a lesson answers', async ({page}) => {
  await page.goto('/?backend=wasm');
  await page.getByTestId('ask').getByText('0.1', {exact: true}).click();
  await expect(page).toHaveURL(/#\/lessons\/who-gets-pushed\/which-fills$/);
  await expect(page.locator('[data-option=mild]')).toHaveAttribute('data-selected', 'true');
  await expect(page.getByTestId('outcome')).toContainText('Yes. Uniformity is');
  await page.goto('/?backend=wasm');
  await expect(page.getByTestId('play')).toBeVisible();
  await expect(page.getByTestId('ask')).toBeHidden();
});
