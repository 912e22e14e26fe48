import react from '@vitejs/plugin-react';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {digestOfNumbers} from './scripts/digest.mjs';
import {earlyFilesPlugin} from './scripts/early-files-plugin.mjs';
import {helpPlugin} from './scripts/help-plugin.mjs';
import {katexPlugin} from './scripts/katex-plugin.mjs';
import {offlinePlugin} from './scripts/offline-plugin.mjs';
import {summariesPlugin} from './scripts/summaries-plugin.mjs';

/** Threads need headers that a static host cannot set: their half of TensorFlow.js's wasm code is left out. */
const withoutThreads: Plugin = {
  name: 'without-threads',
  enforce: 'pre',
  load: (id) =>
    /tfjs-backend-wasm-threaded-simd(\.worker)?\.js/.test(id)
      ? 'export const wasmWorkerContents = ""; export default undefined;'
      : undefined,
};

/** Results in links say which code computed them. */
const namedBuild: Plugin = {
  name: 'named-build',
  config: (_, {command}) =>
    command === 'build' ? {define: {'import.meta.env.LAB_BUILD': JSON.stringify(digestOfNumbers())}} : {},
};

/** Places to keep models, which the browser's part of TensorFlow.js lists. */
const STORES = ['BrowserIndexedDB', 'BrowserIndexedDBManager', 'BrowserLocalStorage', 'BrowserLocalStorageManager']
  .map((name) => `export class ${name} {}`)
  .join(';');

/** The lab has optimisers and checkpoints of its own: those of TensorFlow.js are left out where nothing asks for one. */
const withoutModels: Plugin = {
  name: 'without-models',
  enforce: 'pre',
  applyToEnvironment: ({config}) => config.consumer === 'client',
  load(id) {
    if (/tfjs-core\/dist\/optimizers\/register_optimizers\.js/.test(id)) {
      return 'export const registerOptimizers = () => {};';
    }
    return /tfjs-core\/dist\/io\/(indexed_db|local_storage)\.js/.test(id) ? STORES : undefined;
  },
};

/** Scales of d3 can go from colour to colour or from date to date. The page's give numbers, and need this much. */
const NUMBERS = `
  export const interpolateNumber = (a, b) => (t) => a * (1 - t) + b * t;
  export const interpolate = interpolateNumber;
  export const [interpolateRound, piecewise] = [];
`;

const withoutOtherScales: Plugin = {
  name: 'without-other-scales',
  enforce: 'pre',
  applyToEnvironment: ({config}) => config.consumer === 'client',
  load: (id) => (/\/node_modules\/d3-interpolate\//.test(id) ? NUMBERS : undefined),
};

interface Modules {
  getModuleInfo(id: string): {isEntry: boolean; importers: readonly string[]} | null;
}

/** The lab that the page opens with is loaded like any other, and comes in the page's own file all the same. */
const FIRST_LAB = /\/src\/labs\/sphere\/lab\.ts$/;

/** Of a library's index it is not known which parts are used. */
const INDEX = new RegExp(
  [
    'react-aria|react-stately|@react-',
    '@tensorflow/tfjs-backend-cpu/dist/shared\\.js',
    '@tensorflow/tfjs-core/dist/(index|base|ops/ops|backends/(backend_util|kernel_impls))\\.js',
  ]
    .map((path) => `/node_modules/(${path})`)
    .join('|'),
);

/** Modules that are needed at once, for each bundle: some chain of plain imports leads to them from the entry. */
const atOnce = new WeakMap<Modules, Map<string, boolean>>();
function isAtOnce(id: string, modules: Modules): boolean {
  const answers = atOnce.get(modules) ?? new Map<string, boolean>();
  atOnce.set(modules, answers);
  const known = answers.get(id);
  if (known !== undefined) return known;
  // Where imports run in a circle the way round it says nothing new.
  answers.set(id, false);
  const info = INDEX.test(id) ? null : modules.getModuleInfo(id);
  const isFirst = info?.isEntry || FIRST_LAB.test(id);
  const answer = Boolean(info && (isFirst || info.importers.some((importer) => isAtOnce(importer, modules))));
  answers.set(id, answer);
  return answer;
}

const NOTICE =
  '/*! With TensorFlow.js, Copyright Google LLC, Apache License 2.0: http://www.apache.org/licenses/LICENSE-2.0 */';

/** One file of what is needed at once: a file for each piece that something later shares costs kilobytes, and time. */
const oneFile = (debugName: string) => ({
  // TensorFlow.js has the same notice in each of its files: here it stands once.
  comments: false,
  postBanner: ({moduleIds}: {moduleIds: string[]}) =>
    moduleIds.some((id) => id.includes('/node_modules/@tensorflow/')) ? NOTICE : '',
  codeSplitting: {
    groups: [{debugName, name: (id: string, modules: Modules) => (isAtOnce(id, modules) ? debugName : null)}],
  },
});

/** How long the bundler took is no warning; nor is a part that is loaded when wanted and comes with the rest all the same. */
const QUIET = {bundlerTimings: false, ineffectiveDynamicImport: false};

export default defineConfig({
  // Relative addresses: the built page works under any path of a static host.
  base: './',
  plugins: [
    katexPlugin(),
    helpPlugin(),
    summariesPlugin(),
    withoutThreads,
    withoutOtherScales,
    react(),
    namedBuild,
    earlyFilesPlugin(),
    offlinePlugin(),
  ],
  // TensorFlow.js's packages name a CommonJS `main`; their ES modules tree-shake.
  resolve: {mainFields: ['module', 'main']},
  // For the page, `browser` too: it leaves out what they need in Node alone, a third of the worker.
  environments: {client: {resolve: {mainFields: ['browser', 'module', 'main']}}},
  worker: {
    format: 'es',
    plugins: () => [katexPlugin(), helpPlugin(), withoutThreads, withoutModels],
    rolldownOptions: {checks: QUIET, output: oneFile('worker')},
  },
  // The manifest is for scripts/budgets.mjs.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {checks: QUIET, output: oneFile('page')},
    // scripts/budgets.mjs counts what a visitor downloads.
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/language.ts', 'test/support/equality.ts'],
    server: {deps: {inline: [/@tensorflow/]}},
    // Tests take seconds on a quiet machine; a busy one may be eight times slower.
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
    maxWorkers: 2,
  },
});
