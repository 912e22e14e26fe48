import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'vite';
import {policyOfFile} from './policy.mjs';
import {root} from './setup.mjs';

/** Pages that the saved lab does without, and forms of fonts that no browser of today asks for. */
const LEFT_OUT = /^assets\/(BenchPage|stock|early)-|\.(ttf|woff)$|-(cyrillic|vietnamese)(-ext)?-/;

/**
 * Builds the service worker, and lists the built files in `offline.json`: the page packs them into one HTML file when a reader wants to save the whole lab
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
    async closeBundle() {
      // Tests build pages of their own, which have no data.
      if (!existsSync(join(folder, 'index.html')) || !existsSync(join(folder, 'data'))) return;
      const files = ['assets', 'data'].flatMap((part) => filesIn(folder, part));
      await buildServiceWorker(folder, files);
      const loader = readFileSync(join(root, 'src/app/export/offline/loader.js'));
      const hash = `sha256-${createHash('sha256').update(loader).digest('base64')}`;
      writeFileSync(join(folder, 'offline.json'), JSON.stringify({files, policy: policyOfFile(hash)}));
    },
  };
}

/** Data of the run that the page opens with. */
const FIRST_DATA = /^data\/emoji\//;
/** Files whose names say what is in them. */
const NAMED = /^assets\//;

/** `sw.js`, with the lists of what it keeps (src/storage/serviceWorker.ts). */
async function buildServiceWorker(folder, all) {
  const digest = (name) =>
    createHash('md5')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  const early = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('early-'));
  const kept = [
    ...['index.html', 'icon.svg', 'manifest.webmanifest', ...early.map((name) => `assets/${name}`)],
    ...all.filter((name) => NAMED.test(name) || FIRST_DATA.test(name)),
  ];
  const files = kept.map((url) => ({url, revision: NAMED.test(url) ? null : digest(url)}));
  const data = createHash('md5');
  for (const name of all.filter((name) => name.startsWith('data/'))) data.update(`${name} ${digest(name)}\n`);
  await build({
    ...{configFile: false, root, logLevel: 'error', publicDir: false},
    define: {
      ...{FILES: JSON.stringify(files), DATA: JSON.stringify(data.digest('hex'))},
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      ...{outDir: folder, emptyOutDir: false, target: 'es2023'},
      rolldownOptions: {
        input: join(root, 'src/storage/serviceWorker.ts'),
        output: {format: 'iife', entryFileNames: 'sw.js'},
      },
    },
  });
}

/** Paths of all files below a part of a folder, with slashes. */
function filesIn(folder, part) {
  return readdirSync(join(folder, part)).flatMap((name) => {
    const path = `${part}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) return filesIn(folder, path);
    return LEFT_OUT.test(path) ? [] : [path];
  });
}
