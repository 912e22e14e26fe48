/**
 * Opening a TensorFlow.js backend, tested before it is used. Runs begin on WebAssembly; the others are loaded when wanted.
 */
import * as tf from '@tensorflow/tfjs-core';
import {LabError, unreachableOf} from '../resources.ts';
import {registerGradients} from './gradients.ts';
import {BACKEND_LABELS, type BackendName} from './names.ts';
import {selfTest} from './self-test.ts';
import {type Binary, register as registerWasm} from './wasm.ts';

export interface BackendAssets {
  wasm: Binary;
  /** Puts faster forms of kernels in place on a backend that has just been opened. */
  install?: Partial<Record<BackendName, (backend: object) => Promise<void>>>;
}

registerGradients();

/** Backends that have their faster forms. */
const equipped = new WeakSet<object>();

/**
 * Makes `name` the backend of all further operations. Throws a LabError, with the reason as a sentence, when the
 * machine does not have it or when it fails the self-test; the backend before is then the current one again.
 */
export async function openBackend(name: BackendName, assets: BackendAssets): Promise<void> {
  const before = tf.getBackend() as BackendName | undefined;
  try {
    if (!tf.engine().registryFactory[name]) await register(name, assets);
    const opened = await tf.setBackend(name);
    if (!opened) throw new LabError(`${BACKEND_LABELS[name]} did not start in this browser.`);
    await tf.ready();
    const backend = tf.backend();
    if (!equipped.has(backend)) await assets.install?.[name]?.(backend);
    equipped.add(backend);
    await selfTest(name);
  } catch (error) {
    if (before) await tf.setBackend(before);
    if (error instanceof LabError) throw error;
    throw (
      unreachableOf(error) ??
      new LabError(`${BACKEND_LABELS[name]} did not start: ${error instanceof Error ? error.message : String(error)}`)
    );
  }
}

async function register(name: BackendName, assets: BackendAssets): Promise<void> {
  switch (name) {
    case 'wasm':
      return registerWasm(assets.wasm);
    case 'webgpu':
      return (await import('./webgpu.ts')).register();
    case 'webgl':
      return (await import('./webgl.ts')).register();
    case 'cpu':
      return (await import('./cpu.ts')).register();
  }
}
