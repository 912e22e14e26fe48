import {BackendWasm} from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import open from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import {registerBackend} from '@tensorflow/tfjs-core';
import {LabError} from '../resources.ts';
import {registerKernels} from './wasmKernels.ts';

/** TensorFlow.js's SIMD binary: its address (or path, in Node), or what is being compiled from it. */
export type Binary = string | Promise<WebAssembly.Module>;

/** Only the single-threaded SIMD binary is shipped: threads need headers that a static host cannot set. */
export async function register(binary: Binary): Promise<void> {
  if (typeof WebAssembly !== 'object') throw new LabError('WebAssembly is switched off in this browser.');
  if (!hasSimd()) throw new LabError('This browser has no WebAssembly SIMD.');
  // TensorFlow.js would hide why there is none.
  const compiled = await Promise.resolve(binary).catch(refuse);
  registerKernels();
  registerBackend('wasm', async () => new BackendWasm(await load(compiled)));
}

type Module = ConstructorParameters<typeof BackendWasm>[0];

function refuse(error: unknown): never {
  if (!(error instanceof WebAssembly.CompileError)) throw error;
  throw new LabError('WebAssembly may not be used here: the browser or the host of this page forbids it.');
}

/** What TensorFlow.js's own `init` does, which knows only binaries that are still to be downloaded. */
async function load(binary: string | WebAssembly.Module): Promise<Module> {
  const loaded = (await open(
    typeof binary === 'string' ? {locateFile: () => binary} : instantiating(binary),
  )) as unknown as Module & {cwrap(name: string, result: 'number' | null, words: 'number'[]): never};
  const call = (name: string, result: 'number' | null = null, ...words: 'number'[]) =>
    loaded.cwrap(name, result, words);
  loaded.tfjs = {
    init: call('init'),
    initWithThreadsCount: call('init_with_threads_count', null, 'number'),
    getThreadsCount: call('get_threads_count', 'number'),
    registerTensor: call('register_tensor', null, 'number', 'number', 'number'),
    disposeData: call('dispose_data', null, 'number'),
    dispose: call('dispose'),
  };
  return loaded;
}

const instantiating = (binary: WebAssembly.Module) => ({
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(binary, imports);
    done(instance);
    return instance.exports;
  },
});

/** The smallest module with a SIMD instruction (i8x16.splat). */
function hasSimd(): boolean {
  return WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ]),
  );
}
