/** What can be undone, with a history of a browser's kind that is scripted here. */
import {expect, test} from 'vitest';
import {type Host, Past} from '../../src/app/past.ts';

/** A page whose state is one text, and a browser's history beside it. */
function stand() {
  const page = {text: 'a', clock: 0, held: undefined as number | undefined};
  const entries: number[] = [];
  let at = 0;
  const host: Host<string> = {
    now: () => page.text,
    become: (text) => {
      page.text = text;
    },
    enter(place, how) {
      if (how === 'push') entries.splice(++at, Number.POSITIVE_INFINITY, place);
      else entries[at] = place;
    },
    go(by) {
      at += by;
      past.arrived(entries[at]);
    },
    clock: () => page.clock,
    heldSince: () => page.held,
  };
  const past = new Past(host);
  past.begin();
  const change = (text: string, what?: string) => {
    past.change(what);
    page.text = text;
  };
  return {page, past, change, entries, later: (by = 5000) => (page.clock += by)};
}

test('changes are undone one by one, and done again', () => {
  const {page, past, change} = stand();
  change('b');
  change('c');
  past.undo();
  expect(page.text).toBe('b');
  past.undo();
  expect(page.text).toBe('a');
  expect(past.canUndo).toBe(false);
  past.undo();
  expect(page.text).toBe('a');
  past.redo();
  past.redo();
  expect(page.text).toBe('c');
  expect(past.canRedo).toBe(false);
});

test('a change after an undo ends what could be done again', () => {
  const {page, past, change, entries} = stand();
  change('b');
  change('c');
  past.undo();
  change('d');
  expect(past.canRedo).toBe(false);
  expect(entries).toEqual([0, 1, 2]);
  past.undo();
  expect(page.text).toBe('b');
});

test('a slider that is dragged, or moved by keys in a row, is one change', () => {
  const {page, past, change, entries, later} = stand();
  page.held = 0;
  change('0.1', 'temperature');
  later();
  change('0.2', 'temperature');
  page.held = undefined;
  expect(entries).toEqual([0, 1]);
  later();
  change('0.3', 'temperature');
  later(200);
  change('0.4', 'temperature');
  expect(entries).toEqual([0, 1, 2]);
  change('0.4, large', 'batch');
  expect(entries).toEqual([0, 1, 2, 3]);
  past.undo();
  past.undo();
  expect(page.text).toBe('0.2');
});

test('two drags of things without a name are two changes, and so are two presses', () => {
  const {page, change, entries, later} = stand();
  page.held = 10;
  later();
  change('b');
  change('c');
  page.held = 6000;
  later();
  change('d');
  page.held = undefined;
  change('e');
  change('f');
  expect(entries).toEqual([0, 1, 2, 3, 4]);
});

test('while a slider is held nothing is undone', () => {
  const {page, past, change} = stand();
  change('b');
  page.held = 3;
  past.undo();
  expect(page.text).toBe('b');
});

test('a link that was followed can be undone, and after another page nothing can', () => {
  const {page, past, entries} = stand();
  // The browser has added the entry itself.
  entries.push(-1);
  past.follow();
  page.text = 'of the link';
  expect(past.canUndo).toBe(true);
  past.forget();
  expect(past.canUndo).toBe(false);
  past.change();
  past.follow();
  expect(past.canUndo).toBe(false);
});

test('places that are not known are left to whoever follows addresses', () => {
  const {page, past, change} = stand();
  change('b');
  expect(past.arrived(7)).toBe(false);
  expect(past.arrived(-1)).toBe(false);
  expect(page.text).toBe('b');
});

test('the oldest of very many changes are left to their addresses', () => {
  const {past, change} = stand();
  for (let i = 0; i < 60; i++) change(String(i));
  expect(past.arrived(59)).toBe(true);
  expect(past.arrived(25)).toBe(true);
  expect(past.arrived(3)).toBe(false);
});
