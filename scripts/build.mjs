import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './setup.mjs';

/** The inputs of `vite build`. */
const SOURCES = ['index.html', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'public', 'scripts', 'src'];

/**
 * When a file, or anything in a folder, last changed. A folder counts, too: its time changes when a file is removed.
 */
function lastChange(path) {
  const info = statSync(path, {throwIfNoEntry: false});
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

/** Whether a file is newer than every source; paths are relative to the folder of package.json. */
export const isNewer = (file, sources) =>
  lastChange(join(root, file)) > Math.max(...sources.map((name) => lastChange(join(root, name))));

/** Whether dist/ is newer than every source. */
export const isBuilt = () => isNewer('dist/index.html', SOURCES);

export async function buildPage() {
  const {build} = await import('vite');
  await build({root, logLevel: 'warn'});
}
