/** Every preset, loaded. */
import {COLLECTIONS, idsOf, loadPreset, type Preset} from '../../src/presets/index.ts';

const inCollection = (name: string): Promise<Preset[]> => Promise.all(idsOf(name).map((id) => loadPreset(id)!));

/** Those that menus list, of each collection. */
export const PRESETS_OF: Readonly<Record<string, readonly Preset[]>> = Object.fromEntries(
  await Promise.all(COLLECTIONS.map(async ({name}) => [name, await inCollection(name)] as const)),
);

export const PRESETS: readonly Preset[] = Object.values(PRESETS_OF).flat();

export function presetNamed(id: string): Preset {
  const found = PRESETS.find((preset) => preset.id === id);
  if (!found) throw new Error(`There is no preset ${id}.`);
  return found;
}
