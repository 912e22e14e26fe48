/** All collections of presets, and how a preset is found. To add a collection: its folder, and a line here. */
import {language} from '../programs/index.spec.ts';
import {policy} from './policy/index.ts';
import {type Card, type Collection, type Preset, presetOf, programsOf} from './preset.ts';
import {reward} from './reward/index.ts';
import {sphere} from './sphere/index.ts';

export type {Card, Preset} from './preset.ts';

export const COLLECTIONS: readonly Collection[] = [sphere, reward, policy];

/** The cards that menus list, of one collection. */
export const cardsOf = (name: string): readonly Card[] => collectionNamed(name).cards.filter(({unlisted}) => !unlisted);

/** All ids, for a sentence about one that does not exist. */
export const listedIds = (): string[] => COLLECTIONS.flatMap(({name}) => cardsOf(name).map(({id}) => id));

export function collectionNamed(name: string): Collection {
  const found = COLLECTIONS.find((collection) => collection.name === name);
  if (!found) throw new Error(`There is no collection of presets called ${JSON.stringify(name)}.`);
  return found;
}

/** The collection that has a preset; undefined where none has. */
export const collectionOf = (id: string): Collection | undefined =>
  COLLECTIONS.find(({cards}) => cards.some((card) => card.id === id));

/** What the page opens with when its address names nothing: it is there at once. */
export const FIRST: Preset = firstOf(COLLECTIONS[0]);

function firstOf(collection: Collection): Preset {
  const [card] = collection.cards;
  return presetOf(collection, card, collection.first![card.id]);
}

const known = new Map<string, Promise<Preset>>([[FIRST.id, Promise.resolve(FIRST)]]);

/** A preset with its body; undefined where there is none of that id. Rejects where it could not be loaded. */
export function loadPreset(id: string): Promise<Preset> | undefined {
  const collection = collectionOf(id);
  if (!collection) return undefined;
  const found = known.get(id) ?? load(collection, id);
  known.set(id, found);
  // What could not be loaded is asked for again next time.
  found.catch(() => known.delete(id));
  return found;
}

async function load(collection: Collection, id: string): Promise<Preset> {
  const card = collection.cards.find((one) => one.id === id)!;
  const loading = language.load([collection.program]);
  const body = collection.first?.[id] ?? (await collection.load())[id];
  await loading;
  await language.load(programsOf(collection, body));
  return presetOf(collection, card, body);
}
