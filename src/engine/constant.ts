/**
 * Tensors of fixed numbers that phases need (a grid, a mask). A phase that is recorded may not upload numbers, for they
 * would be frozen unnoticed: these are frozen on purpose, made once for each backend and kept.
 */
import * as tf from '@tensorflow/tfjs-core';

const known = new Map<string, tf.Tensor>();

/** `name` says everything that `make` depends on. */
export function constant(name: string, shape: number[], make: () => Float32Array | Int32Array): tf.Tensor {
  const key = `${tf.getBackend()} ${name}`;
  const found = known.get(key);
  if (found && !found.isDisposed) return found;
  const values = make();
  const tensor = tf.keep(tf.tensor(values, shape, values instanceof Int32Array ? 'int32' : 'float32'));
  known.set(key, tensor);
  return tensor;
}

/** Whether a tensor is one of these: a recording lets its numbers be uploaded. */
export function isConstant(id: object): boolean {
  for (const {dataId} of known.values()) if (dataId === id) return true;
  return false;
}

export function disposeConstants(): void {
  for (const tensor of known.values()) tensor.dispose();
  known.clear();
}
