import react from '@vitejs/plugin-react';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {katexPlugin} from './scripts/katex-plugin.mjs';

/** Threads need headers that a static host cannot set: their half of TensorFlow.js's wasm code is left out. */
const withoutThreads: Plugin = {
  name: 'without-threads',
  enforce: 'pre',
  load: (id) =>
    /tfjs-backend-wasm-threaded-simd(\.worker)?\.js/.test(id)
      ? 'export const wasmWorkerContents = ""; export default undefined;'
      : undefined,
};

interface Modules {
  getModuleInfo(id: string): {isEntry: boolean; importers: readonly string[]} | null;
}

/** Whether the page needs a module at once: some chain of plain imports leads to it from the entry. */
const atOnce = new Map<string, boolean>();
function isAtOnce(id: string, modules: Modules): boolean {
  const known = atOnce.get(id);
  if (known !== undefined) return known;
  // Where imports run in a circle the way round it says nothing new; of a library's index it is not known which are used.
  atOnce.set(id, false);
  const info = /node_modules\/(react-aria|react-stately|@react-)/.test(id) ? null : modules.getModuleInfo(id);
  const answer = Boolean(info && (info.isEntry || info.importers.some((importer) => isAtOnce(importer, modules))));
  atOnce.set(id, answer);
  return answer;
}

export default defineConfig({
  // Relative addresses: the built page works under any path of a static host.
  base: './',
  plugins: [katexPlugin(), withoutThreads, react()],
  // TensorFlow.js's packages name a CommonJS `main`; their ES modules tree-shake.
  resolve: {mainFields: ['module', 'main']},
  // For the page, `browser` too: it leaves out what they need in Node alone, a third of the worker.
  environments: {client: {resolve: {mainFields: ['browser', 'module', 'main']}}},
  worker: {
    format: 'es',
    plugins: () => [katexPlugin(), withoutThreads],
    // TensorFlow.js's operations in one file: a file for each costs more than it saves.
    rolldownOptions: {output: {codeSplitting: {groups: [{name: 'operations', test: /tfjs-core/}]}}},
  },
  // The manifest is for scripts/budgets.mjs.
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: true,
    // One file of what the page needs at once: a file for each piece that something later shares costs kilobytes.
    rolldownOptions: {
      output: {
        codeSplitting: {groups: [{debugName: 'page', name: (id, modules) => (isAtOnce(id, modules) ? 'page' : null)}]},
      },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    server: {deps: {inline: [/@tensorflow/]}},
    testTimeout: 120_000,
    maxWorkers: 2,
  },
});
