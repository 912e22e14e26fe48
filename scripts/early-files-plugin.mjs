import {basename, join} from 'node:path';
import {root} from './setup.mjs';

/** What unpacks the settings in a link. The page loads it when it comes to that. */
const LINK = join(root, 'src/spec/link.ts');

/**
 * Has index.html ask for files before any script of the page has come. The page's worker is started: both load side by
 * side, and the worker does not wait for the page to render. It is kept as `window.earlyWorker` until `LabClient`
 * (src/worker/client.ts) wants a worker. Where the address has settings of its own, what unpacks them is fetched. The
 * built page alone does this; the dev server leaves the first worker to LabClient.
 *
 * @returns {import('vite').Plugin}
 */
export function earlyFilesPlugin() {
  return {
    name: 'early-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Tests build pages of their own.
      handler: (_, {bundle, chunk, filename}) =>
        chunk && filename === join(root, 'index.html')
          ? [{tag: 'script', injectTo: 'head-prepend', children: starting(workerOf(chunk), linkOf(bundle))}]
          : undefined,
    },
  };
}

/** The file of the one worker that the page's entry starts. */
function workerOf({fileName, code}) {
  const [, file] = code.match(/new Worker\([^;]{0,99}?[`"']([\w.-]+\.js)[`"']/) ?? [];
  if (!file) throw new Error(`${fileName} starts no worker that could be started earlier.`);
  return fileName.replace(/[^/]+$/, file);
}

function linkOf(bundle) {
  const found = Object.values(bundle).find(({moduleIds = []}) => moduleIds.includes(LINK));
  if (!found) throw new Error(`No file has ${basename(LINK)}.`);
  return found.fileName;
}

// The bench has workers of its own, and a run inside another page may be far from view.
const starting = (worker, link) => `
      if (!/^#?\\/bench|&v=embed/.test(location.hash)) {
        const name = \`lab \${crypto.getRandomValues(new Uint32Array(4)).join('-')}\`;
        const worker = new Worker('./${worker}', {type: 'module', name});
        window.earlyWorker = {name, worker};
        // LabClient starts another one, and reports what is wrong with that.
        worker.onerror = () => delete window.earlyWorker;
      }
      if (/^#?\\/(?!lessons|studies)[^/]+\\/[^/]+\\/./.test(location.hash)) {
        document.head.append(Object.assign(document.createElement('link'), {rel: 'modulepreload', href: './${link}'}));
      }
    `;
