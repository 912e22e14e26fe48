/** All collections of presets, and how a preset is found. To add a collection: its folder, and a line here. */
import {language} from '../programs/index.spec.ts';
import {policy} from './policy/index.ts';
import {type Collection, type Preset, presetOf, programsOf} from './preset.ts';
import {reward} from './reward/index.ts';
import {sphere} from './sphere/index.ts';

export type {Preset} from './preset.ts';

export const COLLECTIONS: readonly Collection[] = [sphere, reward, policy];

/** The presets of one collection, in the order of the menu. */
export const idsOf = (name: string): readonly string[] => collectionNamed(name).ids;

/** All ids, for a sentence about one that does not exist. */
export const listedIds = (): string[] => COLLECTIONS.flatMap(({ids}) => ids);

export function collectionNamed(name: string): Collection {
  const found = COLLECTIONS.find((collection) => collection.name === name);
  if (!found) throw new Error(`There is no collection of presets called ${JSON.stringify(name)}.`);
  return found;
}

/** The collection that has a preset; undefined where none has. */
export const collectionOf = (id: string): Collection | undefined => COLLECTIONS.find(({ids}) => ids.includes(id));

/** What the page opens with when its address names nothing: it is there at once. */
export const FIRST: Preset = firstOf(COLLECTIONS[0]);

function firstOf(collection: Collection): Preset {
  const {card, body} = collection.first!;
  return presetOf(collection, card, body);
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
  const loading = language.load([collection.program]);
  const [cards, bodies] = await Promise.all([collection.loadCards(), collection.load()]);
  await loading;
  await language.load(programsOf(collection, bodies[id]));
  return presetOf(collection, cards.find((card) => card.id === id)!, bodies[id]);
}
