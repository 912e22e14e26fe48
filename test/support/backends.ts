import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {beforeAll, describe} from 'vitest';
import {openBackend} from '../../src/engine/backends/index.ts';
import type {BackendName} from '../../src/engine/backends/names.ts';
import {kernelsFor} from '../../src/kernels/install.ts';

const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
const install = kernelsFor(readFileSync(new URL('../../src/kernels/wasm/simd.wasm', import.meta.url)));

/** The tests of `body` once on each backend. */
export function onBackends(names: readonly BackendName[], body: (name: BackendName) => void): void {
  describe.each(names)('on %s', (name) => {
    beforeAll(() => openBackend(name, {wasm, install}));
    body(name);
  });
}
