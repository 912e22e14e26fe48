/** The policy lab in the page: three stages on one timeline, sliders that act, and annotators that are changed. */
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, isDrawn, setValue, test} from './support/lab.ts';
import {smallPolicy} from './support/policy.ts';

const finished = (page: import('@playwright/test').Page) =>
  page.waitForFunction(() => window.__lab.phase === 'finished');
/** The step that is looked back to. */
const position = async (page: import('@playwright/test').Page): Promise<number> =>
  Number((await page.getByTestId('timeline-state').textContent())!.replace(/\D*([\d,]+).*/, '$1').replace(',', ''));
const stages = (page: import('@playwright/test').Page): Promise<string[]> =>
  page.evaluate(() => (window.__lab.spec as {stages: {id: string}[]}).stages.map(({id}) => id));

test('imitation, a judge and the policy follow each other, each with its own figure; changed annotators train both again', async ({
  page,
}) => {
  await page.goto(`/${smallPolicy({sft: 60, judge: 1500, policy: 60}, ['likeliest', 'lengths', 'groups', 'curves'])}`);
  await expect(page.getByTestId('panel-says')).toContainText('First it learns to speak');
  // Long enough that its figure can be loaded meanwhile.
  await expect(page.getByTestId('panel-reward-length')).toBeVisible();
  await expect(page.getByTestId('panel-frontier')).toContainText('It learnt to write long');
  await finished(page);
  expect(await page.evaluate(() => window.__lab.errors)).toEqual([]);
  await expect(page.getByTestId('panel-frontier')).toContainText(/what the judge gives/i);
  await expect(page.getByTestId('likeliest-says')).toContainText('answers');
  await expect(page.getByTestId('panel-groups')).toContainText('group');

  // Looking back, each stage has its own figure again.
  const timeline = page.getByTestId('timeline').getByRole('slider');
  await timeline.press('Home');
  await expect(page.getByTestId('panel-says')).toContainText('First it learns to speak');
  await timeline.press('ArrowRight');
  while ((await position(page)) < 60) await timeline.press('ArrowRight');
  await expect(page.getByTestId('panel-reward-length')).toContainText(/correlation/i);
  await page.getByTestId('timeline-live').click();
  await expect(page.getByTestId('panel-frontier')).toBeVisible();

  // The policy's slider is about its judge, who has learnt from annotators.
  await setValue(page, 'world.lengthBias', '-1');
  await expect.poll(() => stages(page)).toEqual(['sft', 'judge', 'policy', 'judge2', 'policy2']);
  await finished(page);
  const spec = (await page.evaluate(() => window.__lab.spec)) as {
    stages: {spec: {world: {lengthBias: number}}; from?: Record<string, string>}[];
  };
  const [, , , judge, policy] = spec.stages;
  expect([judge.spec.world.lengthBias, policy.spec.world.lengthBias]).toEqual([-1, -1]);
  // It goes on from what it has learnt, and is still compared with where it began.
  expect(policy.from).toEqual({'policy/*': 'policy.policy/*', 'ref/*': 'sft.policy/*', 'rm/*': 'judge2.*'});
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(40);
});

for (const [name, width, height] of [
  ['wide', 1440, 900],
  ['narrow', 390, 844],
] as const) {
  test(`${name}: nothing to hold against the policy lab`, long, async ({page}) => {
    await page.setViewportSize({width, height});
    await page.goto(
      `/${smallPolicy({sft: 30, judge: 20, policy: 30}, ['likeliest', 'composition', 'lengths', 'groups', 'curves'])}`,
    );
    await finished(page);
    await isDrawn(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize({width, height: 1500});
    await expectNothingSerious(page);
  });
}
