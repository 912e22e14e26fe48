import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import 'fake-indexeddb/auto';
import {IDBFactory} from 'fake-indexeddb';
import type {DBSchema} from 'idb';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {database} from '../../src/storage/database.ts';
import {forget, recall, remember} from '../../src/storage/texts.ts';

const blocked = () => {
  throw new DOMException('blocked', 'SecurityError');
};
const full = () => {
  throw new DOMException('no room', 'QuotaExceededError');
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('Small texts', () => {
  /** What a browser offers as localStorage; `set` is how it writes. */
  const storage = (set: (kept: Map<string, string>) => (key: string, value: string) => void) => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: set(kept),
      removeItem: (key: string) => kept.delete(key),
      kept,
    };
  };
  const working = () => storage((kept) => (key, value) => kept.set(key, value));

  test.each([
    ['works', () => vi.stubGlobal('localStorage', working())],
    [
      'is full',
      () =>
        vi.stubGlobal(
          'localStorage',
          storage(() => full),
        ),
    ],
    ['is not there', () => vi.stubGlobal('localStorage', undefined)],
    ['is null', () => vi.stubGlobal('localStorage', null)],
  ])('are there as long as the page where storage %s', (_, begin) => {
    begin();
    remember('a', '1');
    remember('a', '2');
    expect(recall('a')).toBe('2');
    forget('a');
    expect(recall('a')).toBeNull();
  });

  test('are there where every access is refused', () => {
    Object.defineProperty(globalThis, 'localStorage', {configurable: true, get: blocked});
    try {
      remember('b', '1');
      expect(recall('b')).toBe('1');
      forget('b');
      expect(recall('b')).toBeNull();
    } finally {
      Reflect.deleteProperty(globalThis, 'localStorage');
    }
  });

  test('that storage has no room for are newer than those in it', () => {
    const was = working();
    vi.stubGlobal('localStorage', was);
    remember('c', 'old');
    was.setItem = full;
    remember('c', 'new');
    expect(was.kept.get('c')).toBe('old');
    expect(recall('c')).toBe('new');
  });
});

describe('A database answers', () => {
  interface Schema extends DBSchema {
    things: {key: string; value: {id: string}};
  }
  const things = database<Schema>('things', 1, (opened) => {
    opened.createObjectStore('things', {keyPath: 'id'});
  });
  beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

  test('with what the work made', async () => {
    expect(await things((opened) => opened.put('things', {id: 'a'}))).toEqual({ok: true, value: 'a'});
    expect(await things((opened) => opened.getAll('things'))).toEqual({ok: true, value: [{id: 'a'}]});
  });

  test.each([
    ['cannot be reached', undefined],
    ['throws when it is opened', {open: blocked}],
  ])('that it is blocked where it %s', async (_, factory) => {
    vi.stubGlobal('indexedDB', factory);
    expect(await things(async () => 1)).toMatchObject({ok: false, why: 'blocked'});
  });

  test('that it is blocked where it never opens', async () => {
    // As another tab does with an older page.
    await things((opened) => opened.count('things'));
    await new Promise((resolve) => {
      indexedDB.open('things', 1).onsuccess = resolve;
    });
    const newer = database<Schema>('things', 2, () => {});
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    const answer = newer(async () => 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toMatchObject({ok: false, why: 'blocked', reason: expect.stringContaining('other tabs')});
  });

  test('that it is full, and is closed all the same', async () => {
    expect(await things(full)).toEqual({ok: false, why: 'full', reason: 'no room'});
    // A connection that stayed open would hold this up.
    const newer = database<Schema>('things', 2, (opened) => {
      opened.createObjectStore('others' as 'things');
    });
    expect(await newer(async () => 2)).toEqual({ok: true, value: 2});
  });
});

test('Nothing else touches what the browser keeps', () => {
  const src = join(import.meta.dirname, '../../src');
  const touching = readdirSync(src, {recursive: true, encoding: 'utf8'}).filter(
    (name) =>
      /\.(ts|tsx|js)$/.test(name) &&
      !name.startsWith('storage') &&
      // The script of a saved lab is no module, and chooses the theme as index.html does.
      name !== 'app/export/offline/loader.js' &&
      /\b(localStorage|sessionStorage|indexedDB|openDB)\b/.test(readFileSync(join(src, name), 'utf8')),
  );
  expect(touching).toEqual([]);
});
