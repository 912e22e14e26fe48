/**
 * SIMD forms of the kernels for the wasm backend.
 *
 * assembly/ is AssemblyScript; `npm run wasm` compiles it to simd.wasm, which has no memory of its own and works on that of
 * TensorFlow.js's binary. Only instructions whose results are the same on every machine.
 */
import {instantiate, memoryOfBackend, type Source} from './binary.ts';
import {registerForms} from './forms.ts';

/**
 * Puts the SIMD forms in place on a wasm backend; `source` is simd.wasm. Without it the plain and the
 * composed forms stay: slower, and as right.
 */
export async function install(backend: unknown, source: Source): Promise<void> {
  const memory = memoryOfBackend(backend);
  const binary = await instantiate(memory, source).catch(() => undefined);
  if (binary) registerForms(binary, memory);
}
