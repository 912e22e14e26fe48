/**
 * Pins in the browser's database, and in memory where it cannot be used. Pins and their pictures are kept apart: a picture
 * is read when it is shown.
 */
import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import type {Picture} from './picture.ts';
import {readPicture} from './picture.ts';
import {type Pin, readPin} from './pin.ts';

interface Schema extends DBSchema {
  pins: {key: string; value: Pin};
  pictures: {key: string; value: Picture};
}

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('contrastive-lab-pins', 1, {
    upgrade(database) {
      database.createObjectStore('pins', {keyPath: 'id'});
      database.createObjectStore('pictures');
    },
  });

/** Opens the database for one piece of work, so that no connection keeps a newer lab from changing it. */
async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Why pins last only as long as the page: a sentence. */
export function whyNotKept(error: unknown): string {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
    ? 'The storage of this browser is full: what you pin now lasts until the page is closed.'
    : 'This browser does not open its storage for this page: what you pin lasts until the page is closed.';
}

export interface Kept {
  pins: Pin[];
  /** How many could not be read. */
  unread: number;
}

/** All pins, in their order. Rejects if the database cannot be opened. */
export async function keptPins(): Promise<Kept> {
  const stored: unknown[] = await withDatabase((database) => database.getAll('pins'));
  const pins: Pin[] = [];
  for (const one of stored) {
    const pin = await readPin(one);
    if (pin) pins.push(pin);
  }
  return {pins: pins.sort((a, b) => a.order - b.order), unread: stored.length - pins.length};
}

/** Keeps a pin, with its picture if there is one to keep. */
export const keepPin = (pin: Pin, picture?: Picture): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['pins', 'pictures'], 'readwrite');
    await Promise.all([
      transaction.objectStore('pins').put(pin),
      ...(picture ? [transaction.objectStore('pictures').put(picture, pin.id)] : []),
      transaction.done,
    ]);
  });

export const keptPicture = (id: string): Promise<Picture | undefined> =>
  withDatabase(async (database) => readPicture(await database.get('pictures', id)));

export const forgetPin = (id: string): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['pins', 'pictures'], 'readwrite');
    await Promise.all([
      transaction.objectStore('pins').delete(id),
      transaction.objectStore('pictures').delete(id),
      transaction.done,
    ]);
  });
