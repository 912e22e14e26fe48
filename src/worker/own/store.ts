/**
 * Files of the reader's own, in the browser's database by the SHA-256 of their bytes. Nothing leaves the machine.
 *
 * A file that is not to be kept lasts as long as the page that read it. That page holds a lock; once the lock is free the
 * file counts as forgotten, and the next look at the database deletes it.
 */
import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import type {OwnData} from '../../engine/own.ts';
import {LabError} from '../../engine/resources.ts';

interface Stored {
  hash: string;
  name: string;
  data: OwnData;
}

/** What is known about a file without loading it. */
export interface About {
  hash: string;
  name: string;
  rows: number;
  holds: OwnData['holds'];
  /** Size of the file; 0 if it was not noted. */
  bytes: number;
  /** Lock of the page with which the file is forgotten; absent for files that are kept. */
  page?: string;
}

interface Schema extends DBSchema {
  files: {key: string; value: Stored};
  about: {key: string; value: About};
}

const open = async (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('contrastive-lab-files', 2, {
    async upgrade(database, before, _, transaction) {
      database.createObjectStore('about', {keyPath: 'hash'});
      if (before === 0) {
        database.createObjectStore('files', {keyPath: 'hash'});
        return;
      }
      let cursor = await transaction.objectStore('files').openCursor();
      while (cursor) {
        const {hash, name, data} = cursor.value;
        await transaction.objectStore('about').put({hash, name, rows: data.rows, holds: data.holds, bytes: 0});
        cursor = await cursor.continue();
      }
    },
  });

/**
 * Opens the database for one piece of work: a connection that stays open would keep a newer version of the lab from
 * changing it. Throws a `LabError` if the browser does not open it.
 */
async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await open().catch(refuse);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

function refuse(error: unknown): never {
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  throw new LabError(
    `This browser does not open its storage for files (${reason}). Allow cookies and site data for this page, then choose the file again.`,
  );
}

/** Finds a file by its hash; undefined if it is not there, or its page is gone. */
export const findFile = (hash: string): Promise<Stored | undefined> =>
  withDatabase(async (database) => {
    const about = await database.get('about', hash);
    return about && (await isThere(about)) ? database.get('files', hash) : undefined;
  });

export const keepFile = (file: Stored, about: Pick<About, 'bytes' | 'page'>): Promise<void> =>
  withDatabase(async (database) => {
    const {hash, name, data} = file;
    const transaction = database.transaction(['files', 'about'], 'readwrite');
    // A file that was kept stays kept when it is read once more for one page only.
    const before = await transaction.objectStore('about').get(hash);
    const page = before && !before.page ? undefined : about.page;
    await Promise.all([
      transaction.objectStore('files').put(file),
      transaction.objectStore('about').put({hash, name, rows: data.rows, holds: data.holds, ...about, page}),
      transaction.done,
    ]);
  });

/** Lists all files, and deletes those whose page is gone. */
export const listFiles = (): Promise<About[]> =>
  withDatabase(async (database) => {
    const there: About[] = [];
    for (const about of await database.getAll('about')) {
      if (await isThere(about)) there.push(about);
      else await remove(database, about.hash);
    }
    return there;
  });

export const forgetFile = (hash: string): Promise<void> => withDatabase((database) => remove(database, hash));

async function remove(database: IDBPDatabase<Schema>, hash: string): Promise<void> {
  const transaction = database.transaction(['files', 'about'], 'readwrite');
  await Promise.all([
    transaction.objectStore('files').delete(hash),
    transaction.objectStore('about').delete(hash),
    transaction.done,
  ]);
}

async function isThere({page}: About): Promise<boolean> {
  if (!page) return true;
  const {held = []} = await navigator.locks.query();
  return held.some(({name}) => name === page);
}
