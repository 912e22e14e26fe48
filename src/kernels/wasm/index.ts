/**
 * SIMD forms of the kernels for the wasm backend.
 *
 * assembly/ is AssemblyScript; `npm run wasm` compiles it to simd.wasm, which has no memory of its own: it works in
 * the memory of TensorFlow.js's binary. It uses only instructions whose results are the same on every machine.
 */
import {instantiate, memoryOfBackend, type Source} from './binary.ts';
import {registerForms} from './forms.ts';

/**
 * Installs the SIMD forms on a wasm backend; `source` is simd.wasm. Without them the plain and the
 * composed forms stay in use: slower, with equally correct results.
 */
export async function install(backend: unknown, source: Source): Promise<void> {
  const memory = memoryOfBackend(backend);
  const binary = await instantiate(memory, source).catch(() => undefined);
  if (binary) registerForms(binary, memory);
}
