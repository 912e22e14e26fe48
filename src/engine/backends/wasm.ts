import {BackendWasm, init, setWasmPaths} from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import {env, registerBackend} from '@tensorflow/tfjs-core';
import {LabError} from '../resources.ts';
import {registerKernels} from './wasmKernels.ts';

/** Only the single-threaded SIMD binary is shipped: threads need headers that a static host cannot set. */
export function register(address: string): void {
  if (!hasSimd()) throw new LabError('This browser has no WebAssembly SIMD.');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': address,
    'tfjs-backend-wasm-simd.wasm': address,
    'tfjs-backend-wasm-threaded-simd.wasm': address,
  });
  registerKernels();
  registerBackend('wasm', async () => new BackendWasm((await init()).wasm));
}

/** The smallest module with a SIMD instruction (i8x16.splat). */
function hasSimd(): boolean {
  return (
    typeof WebAssembly === 'object' &&
    WebAssembly.validate(
      new Uint8Array([
        0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
      ]),
    )
  );
}
