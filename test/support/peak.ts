/** How many bytes of tensors were there at once, at most, while something was done. */
import * as tf from '@tensorflow/tfjs-core';

export async function peakBytes(act: () => void | Promise<void>): Promise<number> {
  const engine = tf.engine() as unknown as {trackTensor(...all: unknown[]): void};
  const {trackTensor} = engine;
  let most = 0;
  engine.trackTensor = (...all) => {
    trackTensor.apply(engine, all);
    most = Math.max(most, tf.memory().numBytes);
  };
  try {
    await act();
  } finally {
    // The method of its class again.
    Reflect.deleteProperty(engine, 'trackTensor');
  }
  return most;
}
