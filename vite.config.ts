import react from '@vitejs/plugin-react';
import {defineConfig} from 'vitest/config';
import {katexPlugin} from './scripts/katex-plugin.mjs';

export default defineConfig({
  // Relative addresses: the built page works under any path of a static host.
  base: './',
  plugins: [katexPlugin(), react()],
  // TensorFlow.js's packages name a CommonJS `main`; their ES modules tree-shake.
  resolve: {mainFields: ['module', 'main']},
  // For the page, `browser` too: it leaves out what they need in Node alone, a third of the worker.
  environments: {client: {resolve: {mainFields: ['browser', 'module', 'main']}}},
  worker: {format: 'es', plugins: () => [katexPlugin()]},
  // The manifest is for scripts/budgets.mjs.
  build: {target: 'es2023', assetsInlineLimit: 0, manifest: true},
  test: {
    include: ['test/**/*.test.ts'],
    server: {deps: {inline: [/@tensorflow/]}},
    testTimeout: 120_000,
    maxWorkers: 2,
  },
});
