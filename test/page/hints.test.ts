import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';

/** A browser's store, as much of it as is used. */
class Store {
  readonly #items = new Map<string, string>();
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => this.#items.set(key, value);
}

describe('hints', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', new Store());
    vi.resetModules();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const visit = () => import('../../src/app/shell/hints.ts');

  test('are all there on the first visit, and gone for good when followed', async () => {
    const first = await visit();
    expect(first.useHints.getState().done).toEqual([]);
    first.finishHint('turn');
    first.finishHint('turn');
    expect(first.useHints.getState().done).toEqual(['turn']);
    vi.resetModules();
    const second = await visit();
    expect(second.useHints.getState().done).toEqual(['turn']);
  });

  test('of the other labs are there when those of one are gone', async () => {
    const {finishHint, useHints} = await visit();
    for (const name of ['space', 'turn', 'hover']) finishHint(name);
    const {LABS} = await import('../../src/labs/index.ts');
    const labs = await Promise.all(LABS.map(({load}) => load()));
    const left = labs.map(({hints}) => hints.filter(({name}) => !useHints.getState().done.includes(name)));
    expect(left.map((hints) => hints.map(({name}) => name))).toEqual([
      [],
      ['taste', 'correlation', 'wrong'],
      ['steer'],
    ]);
  });

  test('do not trip over what else was stored', async () => {
    const {readHints} = await visit();
    expect(readHints('No name,hover,__proto__,hover')).toEqual(['hover']);
    expect(readHints('')).toEqual([]);
  });
});
