import {expect} from 'vitest';
import type {PreferenceWorld} from '../../src/worlds/preferenceWorld.ts';

/** What the page shows and takes apart of every text is what models read of it, and the reasons name what was chosen. */
export function expectWordsAsRead(world: PreferenceWorld): void {
  const {texts, slots, features, wording} = world;
  const all = (slot: string) => Array.from(slots[slot].initial!([0, 0]));
  const rows = (slot: string, width: number) => {
    const values = all(slot);
    return Array.from({length: values.length / width}, (_, i) => values.slice(i * width, (i + 1) * width));
  };
  const [read, known] = [rows(texts!.table, texts!.input.length), rows(world.featureTable, features.length)];
  read.forEach((row, item) => {
    const {words, rest, seen} = wording!.text(item);
    const {tokens, features} = seen();
    expect([...tokens, ...row.slice(tokens.length).map(() => -1)]).toEqual(row);
    features.forEach((value, k) => {
      expect(value).toBeCloseTo(known[item][k], 5);
    });
    // Without a word there is one less to read, unless the text goes on behind what is read of it.
    if (words.length > 0 && rest.trim().length < 2) expect(seen(0).tokens).toHaveLength(tokens.length - 1);
  });
}

export function expectReasonsAsChosen(world: PreferenceWorld, labels: string): void {
  Array.from(world.slots[labels].initial!([0, 0])).forEach((label, pair) => {
    const {towards, parts} = world.reasons(pair, {});
    const sum = parts.reduce((all, {amount}) => all + amount, 0);
    if (label === 0.5) expect(sum).toBe(0);
    else expect([towards, sum > 0]).toEqual([label > 0.5 ? 'A' : 'B', true]);
  });
}
