import {COLLECTIONS, idsOf, loadPreset, type Preset} from '../../presets/index.ts';

const collectionFor = (program: string) => COLLECTIONS.find((one) => one.program === program);

/** Whether runs of a program open in a lab. */
export const hasLab = (program: string): boolean => collectionFor(program) !== undefined;

/** The preset that the lab opens a run of a program from: the first of its collection. */
export async function presetFor(program: string): Promise<Preset> {
  const collection = collectionFor(program) ?? COLLECTIONS[0];
  return (await loadPreset(idsOf(collection.name)[0]))!;
}
