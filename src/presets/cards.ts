/** What menus show of all presets, by collection. It is loaded with the menu. */
import {COLLECTIONS} from './index.ts';
import type {Card} from './preset.ts';

export const CARDS: Readonly<Record<string, readonly Card[]>> = Object.fromEntries(
  await Promise.all(COLLECTIONS.map(async ({name, loadCards}) => [name, await loadCards()] as const)),
);
