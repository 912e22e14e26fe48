/**
 * Faster forms of the kernels, each loaded with its backend. Those of the GPU are tried before they are used: drivers differ.
 * What WebAssembly computes is the same on every machine, and tested with the lab.
 */
import type {BackendAssets} from '../engine/backends/index.ts';
import {type Guard, verifyForms} from './verify.ts';

/** For `openBackend`; `simd` is wasm/simd.wasm or its address. */
export const kernelsFor = (simd: Uint8Array<ArrayBuffer> | string): BackendAssets['install'] => ({
  async wasm(backend) {
    await (await import('./wasm/index.ts')).install(backend, simd);
  },
  async webgpu(backend) {
    (await import('./webgpu/index.ts')).install();
    const {guard} = backend as {guard: Guard};
    await verifyForms(guard.bind(backend));
  },
});
