/**
 * Faster forms of the kernels, each loaded with its backend. Those of a GPU are tried before they are used: drivers differ.
 * WebAssembly is the same on every machine, and the software adapter is the one that the lab is tested on.
 */
import type {BackendAssets} from '../engine/backends/index.ts';
import type {Guard} from './verify.ts';

/** For `openBackend`; `simd` is wasm/simd.wasm or its address. */
export const kernelsFor = (simd: Uint8Array<ArrayBuffer> | string): BackendAssets['install'] => ({
  async wasm(backend) {
    await (await import('./wasm/index.ts')).install(backend, simd);
  },
  async webgpu(backend) {
    (await import('./webgpu/index.ts')).install();
    const {guard, software} = backend as {guard: Guard; software: boolean};
    if (software) return;
    const {verifyForms} = await import('./verify.ts');
    await verifyForms(guard.bind(backend));
  },
});
