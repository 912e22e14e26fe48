import {join} from 'node:path';
import {root} from './setup.mjs';

/**
 * Starts the page's worker from index.html, before any script of the page has come: both load side by side, and the worker
 * does not wait for the page to render. It is kept as `window.earlyWorker` until `LabClient` (src/worker/client.ts) wants a
 * worker. The built page alone does this; the dev server leaves the first worker to LabClient.
 *
 * @returns {import('vite').Plugin}
 */
export function earlyWorkerPlugin() {
  return {
    name: 'early-worker',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Tests build pages of their own.
      handler: (_, {chunk, filename}) =>
        chunk && filename === join(root, 'index.html')
          ? [{tag: 'script', injectTo: 'head-prepend', children: starting(workerOf(chunk))}]
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

// The bench has workers of its own.
const starting = (file) => `
      if (!/^#?\\/bench/.test(location.hash)) {
        const name = \`lab \${crypto.getRandomValues(new Uint32Array(4)).join('-')}\`;
        const worker = new Worker('./${file}', {type: 'module', name});
        window.earlyWorker = {name, worker};
        // LabClient starts another one, and reports what is wrong with that.
        worker.onerror = () => delete window.earlyWorker;
      }
    `;
