import {expect, test} from '@playwright/test';

test('the page answers and has its title', async ({page}) => {
  const answer = await page.goto('/');
  expect(answer?.ok()).toBe(true);
  await expect(page).toHaveTitle('Contrastive Lab');
});
