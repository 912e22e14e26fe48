/** The binaries that a run needs first: loaded and compiled as soon as the worker's script runs. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {Unreachable} from '../engine/resources.ts';
import kernels from '../kernels/wasm/simd.wasm?url';

/** TensorFlow.js's. */
export const tensorflow = compile(wasm);
/** The lab's own kernels. */
export const simd = compile(kernels);

/** `path` is relative to this file. */
function compile(path: string): Promise<WebAssembly.Module> {
  const compiling = download(new URL(path, import.meta.url));
  // An error is reported when the binary is needed.
  compiling.catch(() => {});
  return compiling;
}

async function download(address: URL): Promise<WebAssembly.Module> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new Unreachable(address.pathname.split('/').at(-1));
  // Not every host sends the content type of WebAssembly.
  const said = response.headers.get('Content-Type')?.startsWith('application/wasm');
  return said ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
