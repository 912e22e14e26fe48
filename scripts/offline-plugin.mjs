import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {policyOfFile} from './policy.mjs';
import {root} from './setup.mjs';

/** Pages that the saved lab does without, and forms of fonts that no browser of today asks for. */
const LEFT_OUT = /^assets\/(BenchPage|stock|early)-|\.(ttf|woff)$|-(cyrillic|vietnamese)(-ext)?-/;

/**
 * Lists the built files in `offline.json`: the page packs them into one HTML file when a reader wants to save the whole lab
 * (src/app/export/offline), with the policy that this file has then. Nothing is built twice for that, and nobody loads the list before.
 *
 * @returns {import('vite').Plugin}
 */
export function offlinePlugin() {
  let folder;
  return {
    name: 'offline',
    apply: 'build',
    configResolved: ({root, build}) => {
      folder = join(root, build.outDir);
    },
    closeBundle() {
      // Tests build pages of their own, which have no data.
      if (!existsSync(join(folder, 'index.html')) || !existsSync(join(folder, 'data'))) return;
      const files = ['assets', 'data'].flatMap((part) => filesIn(folder, part));
      const loader = readFileSync(join(root, 'src/app/export/offline/loader.js'));
      const hash = `sha256-${createHash('sha256').update(loader).digest('base64')}`;
      writeFileSync(join(folder, 'offline.json'), JSON.stringify({files, policy: policyOfFile(hash)}));
    },
  };
}

/** Paths of all files below a part of a folder, with slashes. */
function filesIn(folder, part) {
  return readdirSync(join(folder, part)).flatMap((name) => {
    const path = `${part}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) return filesIn(folder, path);
    return LEFT_OUT.test(path) ? [] : [path];
  });
}
