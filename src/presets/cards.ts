/** What menus show of all presets. It is loaded with the menu. */
import {COLLECTIONS} from './index.ts';
import type {Card} from './preset.ts';

const known: Record<string, readonly Card[]> = {};

/** Afterwards `cardsOf` knows those of all collections. */
export async function loadCards(): Promise<void> {
  await Promise.all(
    COLLECTIONS.map(async ({name, loadCards}) => {
      known[name] = await loadCards();
    }),
  );
}

/** The cards of a collection, in the order of the menu. */
export const cardsOf = (name: string): readonly Card[] => known[name];
