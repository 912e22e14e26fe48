/**
 * How much work something makes, counted: bytes that are unpacked, values that are read, schemas that are run, and settings
 * that are read or replaced. The counts are the same on every machine.
 *
 * A test file mocks the libraries with what stands here, and then imports what it tests anew:
 *
 *     vi.mock('fflate', async (load) => (await import('../support/countedWork.ts')).countedFflate(load));
 *     vi.mock('valibot', async (load) => (await import('../support/countedWork.ts')).countedValibot(load));
 *     vi.mock('../../src/spec/path.ts', async (load) => (await import('../support/countedWork.ts')).countedPath(load));
 *     vi.resetModules();
 */
import {vi} from 'vitest';

export interface Work {
  bytes: number;
  reads: number;
  checks: number;
  settings: number;
}

const NONE: Work = {bytes: 0, reads: 0, checks: 0, settings: 0};
const holder = globalThis as {countedWork?: Work};
/** One for all copies of this module. */
holder.countedWork ??= {...NONE};
const work = holder.countedWork;

type Load = <T>() => Promise<T>;

export async function countedFflate(load: Load): Promise<object> {
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
}

export async function countedValibot(load: Load): Promise<object> {
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
}

export async function countedPath(load: Load): Promise<object> {
  const real = await load<typeof import('../../src/spec/path.ts')>();
  const counted =
    <A extends unknown[], R>(act: (...given: A) => R) =>
    (...given: A): R => {
      work.settings++;
      return act(...given);
    };
  return {read: counted(real.read), assign: counted(real.assign)};
}

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

/** What it gives, and the work that it makes. */
export async function counting<T>(act: () => Promise<T>): Promise<{gave: T; work: Work}> {
  Object.assign(work, NONE);
  const parse = JSON.parse;
  const spy = vi.spyOn(JSON, 'parse').mockImplementation((text) => watched(parse(text)));
  try {
    const gave = await act();
    return {gave, work: {...work}};
  } finally {
    spy.mockRestore();
  }
}
