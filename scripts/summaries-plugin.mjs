import {join, normalize} from 'node:path';
import {runnerImport} from 'vite';
import {root} from './setup.mjs';

const FILE = 'src/app/studies/summaries.ts';

/**
 * Makes the catalogue's summaries while building: instead of src/app/studies/summaries.ts, which makes them from all studies
 * and their results, the page gets what that comes to. The dev server and Node take the file as it is.
 *
 * @returns {import('vite').Plugin}
 */
export function summariesPlugin() {
  return {
    name: 'summaries',
    apply: 'build',
    applyToEnvironment: ({config}) => config.consumer === 'client',
    async load(id) {
      if (normalize(id) !== join(root, FILE)) return undefined;
      // A browser reads JSON faster than a literal.
      return `export const SUMMARIES = JSON.parse(${JSON.stringify(JSON.stringify(await readSummaries(root)))});`;
    },
  };
}

/** Those of the project in a folder. */
export async function readSummaries(folder) {
  const {module} = await runnerImport(join(folder, FILE), {root: folder, configFile: false, logLevel: 'error'});
  return module.SUMMARIES;
}
