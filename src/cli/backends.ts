/** Backends in Node. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openBackend} from '../engine/backends/index.ts';
import type {BackendName} from '../engine/backends/names.ts';
import {kernelsFor} from '../kernels/install.ts';
import {Failure} from './errors.ts';
import type {Place} from './main.ts';

const TENSORFLOW = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
const KERNELS = 'src/kernels/wasm/simd.wasm';

/** Opens a backend. Throws a Failure or a LabError with a sentence. */
export async function openNodeBackend(
  name: BackendName,
  {root, webgpu}: Pick<Place, 'root' | 'webgpu'>,
): Promise<void> {
  if (name === 'webgpu') await provideGPU(webgpu);
  const compile = async (path: string) => WebAssembly.compile(await readFile(join(root, path)));
  await openBackend(name, {wasm: compile(TENSORFLOW), install: kernelsFor(compile(KERNELS))});
}

interface Dawn {
  create(options: readonly string[]): GPU;
  globals: object;
}

/** Sets up Dawn as `navigator.gpu`, where a browser has its GPU. */
async function provideGPU(load: Place['webgpu']): Promise<void> {
  const {create, globals} = (await load().catch((error) => {
    throw new Failure(error instanceof Error ? error.message : String(error));
  })) as Dawn;
  Object.assign(globalThis, globals);
  const gpu = create([]);
  if (!(await gpu.requestAdapter().catch(() => null))) {
    throw new Failure('This machine has no WebGPU adapter that Dawn can use: leave out --backend to train on wasm.');
  }
  // Node 20 has no navigator.
  const navigator = globalThis.navigator ?? {};
  Object.defineProperty(navigator, 'gpu', {value: gpu, configurable: true});
  Object.defineProperty(globalThis, 'navigator', {value: navigator, configurable: true});
}
