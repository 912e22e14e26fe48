/** Programs by name. The one that the page opens with is there at once; the others are loaded when a run needs them. */
import type {Program} from '../engine/program.ts';
import {encoder} from './encoder/index.ts';
import {language} from './index.spec.ts';

const LOADERS: Readonly<Record<string, () => Promise<Program>>> = {
  encoder: async () => encoder,
  reward: async () => (await import('./reward/index.ts')).reward,
  policy: async () => (await import('./policy/index.ts')).policy,
  soup: async () => (await import('./soup/index.ts')).soup,
  source: async () => (await import('./source/index.ts')).source,
};

/** With their specs. */
export async function loadPrograms(names: readonly string[]): Promise<readonly Program[]> {
  const loading = Promise.all([...new Set(names)].map((name) => LOADERS[name]()));
  const [programs] = await Promise.all([loading, language.load(names)]);
  return programs;
}
