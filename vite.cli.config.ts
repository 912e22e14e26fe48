import {defineConfig} from 'vite';
import {cliFolder} from './scripts/cli.mjs';
import {digestOfNumbers} from './scripts/digest.mjs';

/** The command line, for Node: everything in a few files, so that it starts without reading the sources. */
export default defineConfig({
  // TensorFlow.js's packages name a CommonJS `main`; their ES modules tree-shake.
  resolve: {mainFields: ['module', 'main']},
  ssr: {noExternal: true, target: 'node'},
  // Emscripten asks for it in Node.
  define: {
    __dirname: 'import.meta.dirname',
    'import.meta.env.LAB_BUILD': JSON.stringify(digestOfNumbers()),
  },
  publicDir: false,
  logLevel: 'error',
  build: {
    ssr: 'src/cli/main.ts',
    outDir: cliFolder,
    emptyOutDir: true,
    target: 'es2023',
    minify: false,
    rolldownOptions: {
      output: {
        entryFileNames: 'main.mjs',
        chunkFileNames: '[name]-[hash].mjs',
      },
    },
  },
});
