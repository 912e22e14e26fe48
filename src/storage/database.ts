/**
 * The browser's databases. A browser may block them, keep them from opening for ever (another tab holds an older one), or
 * have no room left. Nothing here throws: an answer says which of these it was.
 */
import {type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB} from 'idb';

/** Why there is no value: `full` is a disk without room, `blocked` everything else. `reason` is what the browser says. */
interface Refusal {
  ok: false;
  why: 'full' | 'blocked';
  reason: string;
}

export type Answer<T> = {ok: true; value: T} | Refusal;

/** Milliseconds until a database that does not open counts as blocked. */
const PATIENCE = 10_000;

/**
 * Opens a database for each piece of work: a connection that stays open would keep a newer version of the lab from changing
 * it. Resolves to what the work made of it.
 */
export function database<S extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<S>['upgrade']>,
): <T>(work: (database: IDBPDatabase<S>) => Promise<T>) => Promise<Answer<T>> {
  return async (work) => {
    try {
      const opened = await open<S>(name, version, upgrade);
      try {
        return {ok: true, value: await work(opened)};
      } finally {
        opened.close();
      }
    } catch (error) {
      return refusal(error);
    }
  };
}

async function open<S extends DBSchema>(
  name: string,
  version: number,
  upgrade: OpenDBCallbacks<S>['upgrade'],
): Promise<IDBPDatabase<S>> {
  let late = false;
  const opening = openDB<S>(name, version, {upgrade});
  // It may still open, for nobody.
  void opening.then((opened) => late && opened.close()).catch(() => {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new Error('it did not open: close other tabs with this page'));
    }, PATIENCE);
  });
  try {
    return await Promise.race([opening, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: unknown): Refusal {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return {ok: false, why: (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'blocked', reason};
}
