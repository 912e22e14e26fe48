import {expect, it} from 'vitest';
import {cardsOf, loadCards} from '../../src/presets/cards.ts';
import {COLLECTIONS} from '../../src/presets/index.ts';

it.each(COLLECTIONS)(
  'ids of the collection $name are those of its cards, in their order, and of its bodies',
  async (one) => {
    await loadCards();
    expect(cardsOf(one.name).map(({id}) => id)).toEqual(one.ids);
    expect(Object.keys(await one.load()).sort()).toEqual([...one.ids].sort());
  },
);
