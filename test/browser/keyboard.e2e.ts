import {long} from '../support/long.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

/** Presses Tab until the focus leaves the page or comes back; what had it, in order. */
const WALK = 400;

interface Stop {
  /** Of the element, as given by the page below. */
  id: string;
  name: string;
}

for (const [lab, address, tag] of [
  ['sphere', `/${smallRun()}`, {}],
  ['reward', '/#/reward', long],
] as const) {
  test(`every control of the ${lab} lab is reached by Tab and has a name`, tag, async ({page}) => {
    await page.setViewportSize({width: 1440, height: 1600});
    await page.goto(address);
    await reach(page, 5);
    // What stands still is walked through.
    await page.getByTestId('play').click();
    await page.getByTestId('all-settings').click();
    await page.locator('body').evaluate((body) => {
      let next = 0;
      for (const element of body.querySelectorAll('*')) (element as HTMLElement).dataset.walk = String(next++);
      // The first of the page, so that the walk goes through all of it.
      body.querySelector<HTMLElement>('a[href]')!.focus();
    });
    const seen: Stop[] = [];
    for (let press = 0; press < WALK; press++) {
      if (press > 0) await page.keyboard.press('Tab');
      const stop = await page.evaluate((): Stop | undefined => {
        const element = document.activeElement as HTMLElement;
        if (!element || element === document.body) return undefined;
        const byId = (ids: string | null) =>
          (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
        const name =
          element.getAttribute('aria-label') ??
          (byId(element.getAttribute('aria-labelledby')).join(' ').trim() ||
            ((element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? ''));
        return {id: element.dataset.walk ?? '', name: name.trim()};
      });
      if (!stop || (seen.length > 0 && stop.id === seen[0].id)) break;
      seen.push(stop);
    }
    expect(seen.length).toBeGreaterThan(25);
    expect(seen.length).toBeLessThan(WALK);
    expect(seen.filter(({name}) => name === '')).toEqual([]);
    const visited = seen.map(({id}) => id);
    const missed = await page.evaluate((ids) => {
      const known = new Set(ids);
      const controls = document.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, [tabindex="0"]',
      );
      return (
        [...controls]
          .filter((control) => control.checkVisibility() && !(control as HTMLButtonElement).disabled)
          .filter((control) => !known.has(control.dataset.walk ?? ''))
          // In a group of choices the arrow keys go on from the one that Tab comes to.
          .filter((control) => {
            const group = control.closest('[role="radiogroup"], [role="toolbar"], [role="group"], [role="grid"]');
            return ![...(group?.querySelectorAll<HTMLElement>('[data-walk]') ?? [])].some((one) =>
              known.has(one.dataset.walk!),
            );
          })
          .map((control) => control.outerHTML.slice(0, 160))
      );
    }, visited);
    expect(missed).toEqual([]);

    // Terms of art are no stops of Tab: one key walks through them, and says what each means.
    const terms = page.locator('.term:visible');
    const count = await terms.count();
    expect(count).toBeGreaterThan(0);
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('g');
      await expect(terms.nth(i)).toBeFocused();
      await expect(page.getByRole('tooltip')).toHaveCount(1);
      await expect(terms.nth(i)).toHaveAccessibleDescription(/\w\. .+/);
    }
    // One that is just coming does not hear the first press.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('tooltip')).toHaveCount(0, {timeout: 1000});
    }).toPass();
  });
}
