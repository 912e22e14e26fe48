/** How much work a link makes, counted, where somebody asks for much. */
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {counting} from '../support/countedWork.ts';

vi.mock('fflate', async (load) => (await import('../support/countedWork.ts')).countedFflate(load));
vi.mock('valibot', async (load) => (await import('../support/countedWork.ts')).countedValibot(load));
vi.mock('../../src/spec/path.ts', async (load) => (await import('../support/countedWork.ts')).countedPath(load));

// Anew, with what is counted above.
vi.resetModules();
const {openAddress} = await import('../../src/app/links.ts');
const {HOSTILE_LINKS} = await import('../support/hostileLinks.ts');
const {idsOf, loadPreset} = await import('../../src/presets/index.ts');

async function workOf(address: string) {
  const {gave, work} = await counting(() => openAddress(address));
  return {...work, says: gave.problem ?? ''};
}

describe('the work that a link makes', () => {
  beforeEach(async () => {
    // What is loaded once does not count.
    await loadPreset(idsOf('sphere')[0]);
    await openAddress('/lab/emoji');
  });

  it.each(Object.entries(HOSTILE_LINKS))('with %s is linear in its length', async (_family, linkWith) => {
    for (const n of [1, 30, 500, 3000, 20_000]) {
      const address = linkWith(n);
      const {bytes, reads, checks, settings: replaced, says} = await workOf(address);
      expect(bytes).toBeLessThanOrEqual(Math.min(400_000, 1032 * address.length));
      // A stage has about 50 settings, which are checked at least once. A number in a list takes two bytes at least.
      expect(reads + checks + replaced, `${n}: ${JSON.stringify({bytes, reads, checks, replaced})}`).toBeLessThan(
        4000 + 2 * bytes,
      );
      // Nobody reads a longer one.
      expect(says.length).toBeLessThan(1500);
    }
  });

  it('is none at all where an address is too long', async () => {
    for (const linkWith of Object.values(HOSTILE_LINKS)) {
      const address = linkWith(10).padEnd(1_000_000, 'a&b/,');
      const {says, ...counts} = await workOf(address);
      expect(counts).toEqual({bytes: 0, reads: 0, checks: 0, settings: 0});
      expect(says).toBe(
        'This address has 1,000,000 characters, and the lab reads at most 60,000. The standard lab opens instead.',
      );
    }
  });
});
