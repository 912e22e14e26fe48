/**
 * Tensors of fixed numbers that phases need: a grid, a mask. A recorded phase may not upload numbers, because every replay
 * would use the first ones. Constants are the exception: they are made once for each backend and never change.
 */
import * as tf from '@tensorflow/tfjs-core';

const known = new Map<string, tf.Tensor>();

/** The constant called `name`. The name must contain everything that `make` depends on. */
export function constant(name: string, shape: number[], make: () => Float32Array | Int32Array): tf.Tensor {
  const key = `${tf.getBackend()} ${name}`;
  const found = known.get(key);
  if (found && !found.isDisposed) return found;
  const values = make();
  const tensor = tf.keep(tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32'));
  known.set(key, tensor);
  return tensor;
}

/** Whether a tensor is a constant. Only constants may be uploaded while a phase is recorded. */
export function isConstant(id: object): boolean {
  for (const {dataId} of known.values()) if (dataId === id) return true;
  return false;
}

export function disposeConstants(): void {
  for (const tensor of known.values()) tensor.dispose();
  known.clear();
}
