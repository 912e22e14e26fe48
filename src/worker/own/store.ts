/** Files of the reader's own, kept in the browser's database by the SHA-256 of their bytes. Nothing leaves the machine. */
import {type DBSchema, type IDBPDatabase, openDB} from 'idb';
import type {OwnData} from '../../engine/own.ts';

interface Kept {
  hash: string;
  name: string;
  data: OwnData;
}

interface Schema extends DBSchema {
  files: {key: string; value: Kept};
}

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('contrastive-lab-files', 1, {
    upgrade(database) {
      database.createObjectStore('files', {keyPath: 'hash'});
    },
  });

/** Opens the database for one piece of work: a connection that stays open would keep a newer lab from changing it. */
async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

export const findFile = (hash: string): Promise<Kept | undefined> =>
  withDatabase((database) => database.get('files', hash));

export async function keepFile(file: Kept): Promise<void> {
  await withDatabase((database) => database.put('files', file));
}

export const forgetFile = (hash: string): Promise<void> => withDatabase((database) => database.delete('files', hash));
