import {existsSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** Pages that the saved lab does without, and forms of fonts that no browser of today asks for. */
const LEFT_OUT = /^assets\/(BenchPage|stock)-|\.(ttf|woff)$|-(cyrillic|vietnamese)(-ext)?-/;

/**
 * Lists the built files in `offline.json`: the page packs them into one HTML file when a reader wants to save the whole lab
 * (src/app/export/offline). Nothing is built twice for that, and nobody loads the list before.
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
      writeFileSync(join(folder, 'offline.json'), JSON.stringify({files}));
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
