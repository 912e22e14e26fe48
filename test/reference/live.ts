/** Live numbers without a run: hot fields and keys as a phase sees them. */
import * as tf from '@tensorflow/tfjs-core';
import type {Key} from '../../src/engine/keys.ts';
import type {Context, Keys} from '../../src/engine/program.ts';

/** Hot values of each replica. */
export function hotContext(hots: readonly Readonly<Record<string, number>>[]): Pick<Context, 'hot' | 'fromHot'> {
  return {
    hot: (path) => tf.tensor1d(hots.map((hot) => hot[path])),
    fromHot: (paths, length, compute) =>
      tf.tensor2d(
        hots.map((hot) => [...compute(...paths.map((path) => hot[path]))]),
        [hots.length, length],
      ),
  };
}

/** The keys of each replica, one for each stream. */
export function keysOf(keys: readonly (readonly Key[])[]): Keys {
  const words = Int32Array.from(keys.flat(2), (word) => word | 0);
  return {
    tensor: tf.tensor(words, [keys.length, keys[0].length, 2], 'int32'),
    fed: (shape, dtype, fill) => {
      const values = keys.flat().flatMap((key) => [...fill(key)]);
      return tf.tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), [...shape], dtype);
    },
  };
}
