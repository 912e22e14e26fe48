/**
 * Pins in the browser's database, and in memory where it cannot be used. Pins and their pictures are kept apart: a picture
 * is read when it is shown.
 */
import type {DBSchema} from 'idb';
import {type Answer, database} from '../../storage/database.ts';
import type {Picture} from './picture.ts';
import {readPicture} from './picture.ts';
import {type Pin, readPin} from './pin.ts';

interface Schema extends DBSchema {
  pins: {key: string; value: Pin};
  pictures: {key: string; value: Picture};
}

const inDatabase = database<Schema>('contrastive-lab-pins', 1, (opened) => {
  opened.createObjectStore('pins', {keyPath: 'id'});
  opened.createObjectStore('pictures');
});

/** Why pins last only as long as the page: a sentence. */
export function whyNotKept({why}: {why: 'full' | 'blocked'}): string {
  return why === 'full'
    ? 'The storage of this browser is full: what you pin now lasts until the page is closed.'
    : 'This browser does not open its storage for this page: what you pin lasts until the page is closed.';
}

export interface Kept {
  pins: Pin[];
  /** How many could not be read. */
  unread: number;
}

/** All pins, in their order. */
export async function keptPins(): Promise<Answer<Kept>> {
  const stored = await inDatabase<unknown[]>((opened) => opened.getAll('pins'));
  if (!stored.ok) return stored;
  const pins: Pin[] = [];
  for (const one of stored.value) {
    const pin = await readPin(one);
    if (pin) pins.push(pin);
  }
  return {ok: true, value: {pins: pins.sort((a, b) => a.order - b.order), unread: stored.value.length - pins.length}};
}

/** Keeps a pin, with its picture if there is one to keep. */
export const keepPin = (pin: Pin, picture?: Picture): Promise<Answer<void>> =>
  inDatabase(async (opened) => {
    const transaction = opened.transaction(['pins', 'pictures'], 'readwrite');
    await Promise.all([
      transaction.objectStore('pins').put(pin),
      ...(picture ? [transaction.objectStore('pictures').put(picture, pin.id)] : []),
      transaction.done,
    ]);
  });

export async function keptPicture(id: string): Promise<Picture | undefined> {
  const kept = await inDatabase(async (opened) => readPicture(await opened.get('pictures', id)));
  return kept.ok ? kept.value : undefined;
}

export const forgetPin = (id: string): Promise<Answer<void>> =>
  inDatabase(async (opened) => {
    const transaction = opened.transaction(['pins', 'pictures'], 'readwrite');
    await Promise.all([
      transaction.objectStore('pins').delete(id),
      transaction.objectStore('pictures').delete(id),
      transaction.done,
    ]);
  });
