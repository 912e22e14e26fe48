import {COLLECTIONS, cardsOf, loadPreset, type Preset} from '../../presets/index.ts';

/** The preset that the lab opens a run of a program from: the first of its collection. */
export async function presetFor(program: string): Promise<Preset> {
  const collection = COLLECTIONS.find((one) => one.program === program) ?? COLLECTIONS[0];
  return (await loadPreset(cardsOf(collection.name)[0].id))!;
}
