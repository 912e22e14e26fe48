/**
 * Files of the reader's own, in the browser's database by the SHA-256 of their bytes. Nothing leaves the machine.
 *
 * A file that is not to be kept lasts as long as the page that read it. That page holds a lock; once the lock is free the
 * file counts as forgotten, and the next look at the database deletes it.
 */
import type {DBSchema, IDBPDatabase} from 'idb';
import type {OwnData} from '../../engine/own.ts';
import {LabError} from '../../engine/resources.ts';
import {type Answer, database} from '../../storage/database.ts';

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

const inDatabase = database<Schema>('contrastive-lab-files', 2, async (opened, before, _, transaction) => {
  opened.createObjectStore('about', {keyPath: 'hash'});
  if (before === 0) {
    opened.createObjectStore('files', {keyPath: 'hash'});
    return;
  }
  let cursor = await transaction.objectStore('files').openCursor();
  while (cursor) {
    const {hash, name, data} = cursor.value;
    await transaction.objectStore('about').put({hash, name, rows: data.rows, holds: data.holds, bytes: 0});
    cursor = await cursor.continue();
  }
});

/** The value of an answer. Throws a `LabError` where there is none: a file was wanted, and the reader must know. */
async function orRefuse<T>(answering: Promise<Answer<T>>, name?: string): Promise<T> {
  const answer = await answering;
  if (answer.ok) return answer.value;
  throw new LabError(
    answer.why === 'full'
      ? `There is no room left on this machine to keep ${name ?? 'your file'}. Forget another file, or free some space.`
      : `This browser does not open its storage for files (${answer.reason}). Allow cookies and site data for this page, then choose the file again.`,
  );
}

/** Finds a file by its hash; undefined if it is not there, or its page is gone. */
export const findFile = (hash: string): Promise<Stored | undefined> =>
  orRefuse(
    inDatabase(async (opened) => {
      const about = await opened.get('about', hash);
      return about && (await isThere(about)) ? opened.get('files', hash) : undefined;
    }),
  );

export const keepFile = (file: Stored, about: Pick<About, 'bytes' | 'page'>): Promise<void> =>
  orRefuse(
    inDatabase(async (opened) => {
      const {hash, name, data} = file;
      const transaction = opened.transaction(['files', 'about'], 'readwrite');
      // A file that was kept stays kept when it is read once more for one page only.
      const before = await transaction.objectStore('about').get(hash);
      const page = before && !before.page ? undefined : about.page;
      await Promise.all([
        transaction.objectStore('files').put(file),
        transaction.objectStore('about').put({hash, name, rows: data.rows, holds: data.holds, ...about, page}),
        transaction.done,
      ]);
    }),
    file.name,
  );

/** Lists all files, and deletes those whose page is gone. */
export const listFiles = (): Promise<About[]> =>
  orRefuse(
    inDatabase(async (opened) => {
      const there: About[] = [];
      for (const about of await opened.getAll('about')) {
        if (await isThere(about)) there.push(about);
        else await remove(opened, about.hash);
      }
      return there;
    }),
  );

export const forgetFile = (hash: string): Promise<void> => orRefuse(inDatabase((opened) => remove(opened, hash)));

async function remove(opened: IDBPDatabase<Schema>, hash: string): Promise<void> {
  const transaction = opened.transaction(['files', 'about'], 'readwrite');
  await Promise.all([
    transaction.objectStore('files').delete(hash),
    transaction.objectStore('about').delete(hash),
    transaction.done,
  ]);
}

async function isThere({page}: About): Promise<boolean> {
  if (!page) return true;
  // Without locks no page can say that it is still there.
  const {held = []} = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return held.some(({name}) => name === page);
}
