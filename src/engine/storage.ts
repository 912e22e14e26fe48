/**
 * Changes the numbers of a tensor in place, which TensorFlow.js cannot do. Three things need it: slots, which own their
 * memory while a stage is open; live numbers, which are new at every tick; and recorded phases, whose launches know buffers
 * and not tensors.
 */
import * as tf from '@tensorflow/tfjs-core';
import {memoryOf} from './kernel.ts';
import type {Values} from './records.ts';

export interface Storage {
  overwrite(tensor: tf.Tensor, values: Values): void;
  /** Copies the numbers of one tensor into another of the same size. */
  copy(from: tf.Tensor, to: tf.Tensor): void;
  /** To be called after a kernel has changed a tensor in place. */
  changed(tensor: tf.Tensor): void;
}

/** A backend of ours that keeps tensors where JavaScript cannot see them. */
export interface StoringBackend {
  readonly storage: Storage;
}

const inMemory: Storage = {
  overwrite(tensor, values) {
    memoryOf(tf.backend()).values(tensor).set(values);
    inMemory.changed(tensor);
  },
  copy(from, to) {
    const memory = memoryOf(tf.backend());
    memory.values(to).set(memory.values(from));
    inMemory.changed(to);
  },
  changed(tensor) {
    if (tf.getBackend() === 'wasm') forgetPacked(tf.backend() as unknown as Wasm, tensor);
  },
};

interface Wasm {
  dataIdMap: {get(id: object): {id: number; memoryOffset: number}};
  wasm: {tfjs: {disposeData(id: number): void; registerTensor(id: number, size: number, offset: number): void}};
}

/**
 * The wasm backend keeps the right operand of a product in a packed form while the tensor is registered, and would go on
 * multiplying by the old numbers. Registering it again, at the same place, makes it pack the new ones.
 */
function forgetPacked({dataIdMap, wasm}: Wasm, {dataId, size}: tf.Tensor): void {
  const {id, memoryOffset} = dataIdMap.get(dataId);
  wasm.tfjs.disposeData(id);
  wasm.tfjs.registerTensor(id, size, memoryOffset);
}

/** Undefined where the backend cannot do it (webgl): there tensors are replaced. */
export function storage(): Storage | undefined {
  switch (tf.getBackend()) {
    case 'wasm':
    case 'cpu':
      return inMemory;
    case 'webgpu':
      return (tf.backend() as unknown as StoringBackend).storage;
    default:
      return undefined;
  }
}
