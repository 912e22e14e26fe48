/** The file that a study's results are kept in: written by this runner only, and the same for the same numbers. */
import {mkdir, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Results} from '../../studies/kit/results.ts';

export const resultsPath = (slug: string): string => `src/studies/results/${slug}.json`;

export async function writeResults(root: string, results: Results): Promise<void> {
  const path = join(root, resultsPath(results.slug));
  await mkdir(dirname(path), {recursive: true});
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, textOf(results));
  await rename(unfinished, path);
}

/** Each list of numbers in one line: another value changes one line. */
export const textOf = (results: Results): string =>
  `${JSON.stringify(results, null, 2).replaceAll(/\[[^[\]{}"]*\]/g, (list) => list.replaceAll(/\s+/g, ' ').replaceAll(/\[ | \]/g, (end) => end.trim()))}\n`;
