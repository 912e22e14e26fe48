/** Faster forms of the kernels, each loaded with its backend. */
import type {BackendAssets} from '../engine/backends/index.ts';

/** For `openBackend`; `simd` is wasm/simd.wasm or its address. */
export const kernelsFor = (simd: Uint8Array<ArrayBuffer> | string): BackendAssets['install'] => ({
  wasm: async (backend) => (await import('./wasm/index.ts')).install(backend, simd),
  webgpu: async () => (await import('./webgpu/index.ts')).install(),
});
