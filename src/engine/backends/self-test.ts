/** A backend is used only after it has computed something known: drivers and browsers differ. */
import * as tf from '@tensorflow/tfjs-core';
import {LabError} from '../resources.ts';
import {BACKEND_LABELS, type BackendName} from './names.ts';
import {throwTrouble} from './trouble.ts';

const TOLERANCE = 1e-4;

/** Softmax cross-entropy of a small product, with its gradient, and a gather, against double precision. */
export async function selfTest(name: BackendName): Promise<void> {
  const n = 5;
  const a = Float32Array.from({length: n * n}, (_, i) => Math.sin(1 + 3 * i));
  const b = Float32Array.from({length: n * n}, (_, i) => Math.cos(2 + 5 * i));
  const packed = tf.tidy(() => {
    const x = tf.tensor(a, [1, n, n]);
    const y = tf.tensor(b, [1, n, n]);
    const loss = (w: tf.Tensor) => tf.sum(tf.logSumExp(tf.matMul(w, y), 2)) as tf.Scalar;
    const {value, grad} = tf.valueAndGrad(loss)(x);
    const rows = tf.gather(tf.reshape(y, [n, n]), tf.tensor1d([3, 0], 'int32'));
    return tf.concat([tf.reshape(value, [1]), tf.reshape(grad, [-1]), tf.reshape(rows, [-1])]);
  });
  const got = await packed.data();
  packed.dispose();
  throwTrouble();
  const expected = reference(a, b, n);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i])), 0);
  if (!(worst <= TOLERANCE)) {
    throw new LabError(
      `${BACKEND_LABELS[name]} computes wrongly on this machine (its self-test is off by ${worst.toPrecision(2)}).`,
    );
  }
}

function reference(a: Float32Array, b: Float32Array, n: number): number[] {
  let loss = 0;
  const gradient: number[] = [];
  for (let i = 0; i < n; i++) {
    const logits = Array.from({length: n}, (_, j) => sum(n, (k) => a[i * n + k] * b[k * n + j]));
    const total = sum(n, (j) => Math.exp(logits[j]));
    loss += Math.log(total);
    for (let k = 0; k < n; k++) gradient.push(sum(n, (j) => (Math.exp(logits[j]) / total) * b[k * n + j]));
  }
  return [loss, ...gradient, ...b.slice(3 * n, 4 * n), ...b.slice(0, n)];
}

const sum = (n: number, f: (i: number) => number) => Array.from({length: n}, (_, i) => f(i)).reduce((x, y) => x + y, 0);
