/**
 * Runs in the browser's database: of each page one, under the page's own id. A page that is open holds a lock of that id, so
 * that the others leave its run alone; of pages that are gone the newest two runs are kept.
 *
 * A state is written in pieces, and counts only once its record names it: a page that ends between two pieces leaves the
 * state before as it was.
 */
import type {DBSchema, IDBPDatabase} from 'idb';
import type {Checkpoint} from '../../engine/records.ts';
import {type Answer, database} from '../../storage/database.ts';
import {type Curves, countPieces, digestOf, layoutOf, piecesOf, unpack, unpackCurves} from './pack.ts';
import {type Kept, type Layout, type Read, readRecord, type Unkept} from './record.ts';

/** Pieces are numbered from 0; the curves stand before them. */
const CURVES = -1;

interface Schema extends DBSchema {
  records: {key: string; value: Kept | Unkept};
  /** By the page, the state's generation, and the number of the piece. */
  parts: {key: [string, number, number]; value: Uint8Array | Curves};
}

type Opened = IDBPDatabase<Schema>;

const inDatabase = database<Schema>('contrastive-lab-runs', 1, (opened) => {
  opened.createObjectStore('records', {keyPath: 'id'});
  opened.createObjectStore('parts');
});

const lockOf = (id: string) => `run of page ${id}`;

/** Runs of pages that are gone. */
export const MOST_LEFT = 2;

export const newPageId = (): string =>
  `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;

let holds = false;

/** Holds the lock of this page until it is closed. A browser that blocks storage refuses it, and keeps no run either. */
export function holdPage(id: string): void {
  if (holds) return;
  holds = true;
  navigator.locks?.request(lockOf(id), () => new Promise(() => {})).catch(() => {});
}

/** Whether the page of an id is open. Without locks no page can say that it is. */
async function openPages(): Promise<(id: string) => boolean> {
  const {held = []} = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  const names = new Set(held.map(({name}) => name));
  return (id) => names.has(lockOf(id));
}

/** Of pages that are gone, the newest runs first, and the ids of those that are no longer kept. */
export function newestLeft<R extends {id: string; saved: number}>(
  all: readonly R[],
  isOpen: (id: string) => boolean,
): {left: R[]; old: string[]} {
  const gone = all.filter(({id}) => !isOpen(id)).sort((a, b) => b.saved - a.saved);
  return {left: gone.slice(0, MOST_LEFT), old: gone.slice(MOST_LEFT).map(({id}) => id)};
}

/** The runs that other pages have left, newest first. What cannot be read, is too old or belongs to nothing is deleted. */
export const leftRuns = (mine: string): Promise<Answer<Read[]>> =>
  inDatabase(async (opened) => {
    const isOpen = await openPages();
    const isTaken = (id: string) => id === mine || isOpen(id);
    const stored: unknown[] = await opened.getAll('records');
    const read = await Promise.all(stored.map(readRecord));
    const {left, old} = newestLeft(
      read.flatMap((one) => (one ? [{...one.record, one}] : [])),
      isTaken,
    );
    const wrong = stored.flatMap((one, i) => (read[i] ? [] : [(one as {id: string}).id])).filter((id) => !isTaken(id));
    for (const id of [...old, ...wrong]) await opened.delete('records', id);
    await forgetParts(opened, (id, generation) => {
      const {one} = left.find((record) => record.id === id) ?? {};
      return !isTaken(id) && (one?.kind !== 'kept' || one.record.layout.generation !== generation);
    });
    return left.map(({one}) => one);
  });

/** Deletes parts one by one: each may be large. */
async function forgetParts(opened: Opened, are: (id: string, generation: number) => boolean): Promise<void> {
  for (const key of await opened.getAllKeys('parts')) if (are(key[0], key[1])) await opened.delete('parts', key);
}

/** A record without what its state is. */
export type Head = Omit<Kept, 'layout'>;

/** Keeps a state with its record and curves, in place of the page's state before. Gives the layout that was written. */
export const keepState = (head: Head, checkpoint: Checkpoint, curves: Curves): Promise<Answer<Layout>> =>
  inDatabase(async (opened) => {
    const {id} = head;
    const laid = layoutOf(checkpoint);
    const generation = Date.now();
    const digests: (string | null)[] = [];
    try {
      // Each in a transaction of its own, and the page has its turn between two.
      for (const piece of piecesOf(checkpoint)) {
        await opened.put('parts', piece, [id, generation, digests.length]);
        digests.push(await digestOf(piece));
      }
      await opened.put('parts', curves, [id, generation, CURVES]);
      const layout = {...laid, generation, digests};
      await opened.put('records', {...head, layout});
      await forgetParts(opened, (other, before) => other === id && before !== generation);
      return layout;
    } catch (error) {
      await forgetParts(opened, (other, written) => other === id && written === generation).catch(() => {});
      throw error;
    }
  });

/** Keeps what has changed of a run since its state. */
export const keepRecord = (record: Kept): Promise<Answer<void>> =>
  inDatabase(async (opened) => {
    await opened.put('records', record);
  });

/** Keeps only that a run was there, and why nothing is kept of it. */
export const keepMention = (record: Unkept): Promise<Answer<void>> =>
  inDatabase(async (opened) => {
    await opened.put('records', record);
    await forgetParts(opened, (id) => id === record.id);
  });

export const forgetRun = (id: string): Promise<Answer<void>> =>
  inDatabase(async (opened) => {
    await opened.delete('records', id);
    await forgetParts(opened, (other) => other === id);
  });

/** The state and the curves of a run; undefined where they are gone or damaged. */
export const keptState = ({id, layout, spec}: Kept) =>
  inDatabase(async (opened) => {
    const numbered = Array.from({length: countPieces(layout)}, (_, i) => i);
    const part = (i: number): Promise<unknown> => opened.get('parts', [id, layout.generation, i]);
    const checkpoint = await unpack(layout, await Promise.all(numbered.map(part)), spec.moves);
    return checkpoint && {checkpoint, log: await unpackCurves(await part(CURVES))};
  });
