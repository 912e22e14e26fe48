import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './setup.mjs';

/** What the numbers of a run depend on: the code that computes, its packages, and the data. */
const NUMBERS = [
  ...['package-lock.json', 'public/data', 'src/cli/study/training.ts', 'src/studies/kit/columns.ts'],
  ...['spec', 'engine', 'kernels', 'nn', 'worlds', 'objectives', 'metrics', 'programs', 'runner'].map(
    (name) => `src/${name}`,
  ),
];

/** Text of the page that lives beside the code. */
const TEXT = /(^|\/)(formulas?\.tsx?|SOURCES\.md|licences\/.*)$/;

/**
 * Identifies what the numbers depend on, in 16 hexadecimal digits. What studies, presets and the page say does not count;
 * labels and help of settings do, for they stand in the same files as defaults and ranges.
 */
export function digestOfNumbers() {
  const hash = createHash('sha256');
  for (const path of NUMBERS.flatMap(filesOf).filter((name) => !TEXT.test(name))) {
    hash.update(`${path}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    );
  }
  return hash.digest('hex').slice(0, 16);
}

/** The files of a folder in a fixed order; a file is its own. */
function filesOf(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
