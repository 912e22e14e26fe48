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
  build: {target: 'es2023', assetsInlineLimit: 0, manifest: true},
  test: {
    include: ['test/**/*.test.ts'],
    server: {deps: {inline: [/@tensorflow/]}},
    testTimeout: 120_000,
    maxWorkers: 2,
  },
});
