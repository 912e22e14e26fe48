/**
 * Faster forms of the kernels, those of a GPU loaded with it. Those of a GPU are tried before they are used: drivers differ.
 * WebAssembly is the same on every machine, and the software adapter is the one that the lab is tested on.
 */
import type {BackendAssets} from '../engine/backends/index.ts';
import type {Guard} from './verify.ts';
import type {Source} from './wasm/binary.ts';
import {install} from './wasm/index.ts';

/** For `openBackend`; `simd` is wasm/simd.wasm. */
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
