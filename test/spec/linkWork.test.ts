/**
 * How much work a link makes, counted: bytes that are unpacked, values that are read, schemas that are run, and settings
 * that are read or replaced. The bounds are on these counts, which are the same on every machine.
 */
import {beforeEach, describe, expect, it, vi} from 'vitest';

const work = vi.hoisted(() => ({bytes: 0, reads: 0, checks: 0, settings: 0}));

vi.mock('fflate', async (load) => {
  const real = await load<typeof import('fflate')>();
  const inflateSync = (...given: Parameters<typeof real.inflateSync>) => {
    const room = given[1]!.out!.length;
    try {
      const bytes = real.inflateSync(...given);
      work.bytes += bytes.length;
      return bytes;
    } catch (error) {
      // Deflate packs at most 1,032 bytes into one.
      work.bytes += Math.min(room, 1032 * given[0].length);
      throw error;
    }
  };
  return {...real, inflateSync};
});

vi.mock('valibot', async (load) => {
  const real = await load<Record<string, unknown>>();
  const counted = (make: (...given: unknown[]) => unknown) =>
    Object.assign((...given: unknown[]) => {
      const made = make(...given) as {'~run'?: (...run: unknown[]) => unknown} | undefined;
      const run = typeof made === 'object' ? made?.['~run'] : undefined;
      if (!run) return made;
      return {
        ...made,
        '~run'(this: unknown, ...with_: unknown[]) {
          work.checks++;
          return run.apply(this, with_);
        },
      };
    }, make);
  const entries = Object.entries(real);
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      /^[a-z]/.test(name) && typeof one === 'function' ? counted(one as never) : one,
    ]),
  );
});

vi.mock('../../src/spec/path.ts', async (load) => {
  const real = await load<typeof import('../../src/spec/path.ts')>();
  const counted =
    <A extends unknown[], R>(act: (...given: A) => R) =>
    (...given: A): R => {
      work.settings++;
      return act(...given);
    };
  return {read: counted(real.read), assign: counted(real.assign)};
});

// Anew, with what is counted above.
vi.resetModules();
const {openAddress} = await import('../../src/app/links.ts');
const {HOSTILE_LINKS} = await import('../support/hostileLinks.ts');
const {idsOf, loadPreset} = await import('../../src/presets/index.ts');

/** The value with every reading of something in it counted. */
function watched<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      work.reads++;
      return watched(Reflect.get(target, key, receiver));
    },
    ownKeys(target) {
      const keys = Reflect.ownKeys(target);
      work.reads += keys.length;
      return keys;
    },
  });
}

async function workOf(address: string): Promise<typeof work & {says: string}> {
  Object.assign(work, {bytes: 0, reads: 0, checks: 0, settings: 0});
  const parse = JSON.parse;
  const spy = vi.spyOn(JSON, 'parse').mockImplementation((text) => watched(parse(text)));
  const {problem = ''} = await openAddress(address);
  spy.mockRestore();
  return {...work, says: problem};
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
