/**
 * The fast forms of the kernels, those of a GPU loaded with it. GPU forms are checked before use, because drivers differ.
 * WebAssembly is the same on every machine, and the software adapter is the one that the tests run on: neither is
 * checked.
 */
import type {BackendAssets} from '../engine/backends/index.ts';
import type {Guard} from './verify.ts';
import type {Source} from './wasm/binary.ts';
import {install} from './wasm/index.ts';

/** The `install` option of `openBackend`. `simd` is the file wasm/simd.wasm. */
export const kernelsFor = (simd: Source): BackendAssets['install'] => ({
  wasm: (backend) => install(backend, simd),
  async webgpu(backend) {
    (await import('./webgpu/index.ts')).install();
    const {guard, software} = backend as {guard: Guard; software: boolean};
    if (software) return;
    const {verifyForms} = await import('./verify.ts');
    await verifyForms(guard.bind(backend));
  },
});
