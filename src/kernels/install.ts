/** Faster forms of the kernels, each loaded with its backend and tried before it is used. */
import type {BackendAssets} from '../engine/backends/index.ts';
import {type Guard, verifyForms} from './verify.ts';

/** For `openBackend`; `simd` is wasm/simd.wasm or its address. */
export const kernelsFor = (simd: Uint8Array<ArrayBuffer> | string): BackendAssets['install'] => ({
  async wasm(backend) {
    await (await import('./wasm/index.ts')).install(backend, simd);
    await verifyForms();
  },
  async webgpu(backend) {
    (await import('./webgpu/index.ts')).install();
    const {guard} = backend as {guard: Guard};
    await verifyForms(guard.bind(backend));
  },
});
