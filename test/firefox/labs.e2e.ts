/** Each lab in Firefox: it opens, trains on WebAssembly, draws, and complains of nothing. */
import {coloursOf, expect, reach, test, until} from './support/fox.ts';

const LABS = [
  {lab: 'lab', steps: 60},
  {lab: 'reward', steps: 60},
  {lab: 'policy', steps: 20},
];

for (const {lab, steps} of LABS) {
  test(`#/${lab}: trains on WebAssembly, and each panel is drawn, in both themes`, async ({fox, baseURL}, info) => {
    await fox.goto(`${baseURL}#/${lab}`);
    await reach(fox, steps);
    expect(await fox.evaluate(() => window.__lab.backend)).toBe('wasm');
    expect(await fox.evaluate(() => window.__lab.errors)).toEqual([]);
    const loss = await fox.evaluate(() => Object.entries(window.__lab.metrics));
    expect(loss.length).toBeGreaterThan(0);
    for (const [name, value] of loss) expect([name, Number.isFinite(value)]).toEqual([name, true]);

    await expect
      .poll(async () => {
        const colours = Object.values(await coloursOf(fox));
        return colours.length >= 2 && colours.every((count) => count > 2);
      })
      .toBe(true);
    await fox.screenshot({path: info.outputPath(`${lab}-light.png`)});
    await fox.locator('[data-testid="theme"]').click();
    await until(
      fox,
      () => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor].join(' '),
      (found) => found.startsWith('dark rgb') && !found.includes('255, 255, 255'),
    );
    const now = await fox.evaluate(() => window.__lab.step);
    await reach(fox, now + 2);
    await fox.screenshot({path: info.outputPath(`${lab}-dark.png`)});
    await fox.setViewport({width: 390, height: 844});
    expect(await fox.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await fox.screenshot({path: info.outputPath(`${lab}-narrow.png`)});
  });
}
