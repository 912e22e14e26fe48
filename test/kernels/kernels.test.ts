import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {hasKernel} from '../../src/engine/kernel.ts';
import {augmentKernel, changed, composed} from '../../src/kernels/augmentPictures.ts';
import {dense} from '../../src/kernels/dense.ts';
import {normalise} from '../../src/kernels/normalise.ts';
import {kernelChecks} from '../reference/checks/kernels.ts';
import {PAIRWISE_CASES, pairwiseChecks} from '../reference/checks/pairwise.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

const GROUPS = [
  'matrix products',
  'dense',
  'normalise',
  'gather rows',
  'augment pictures',
  'noise on pictures',
  'convolution',
];

onBackends(['cpu', 'wasm'], () => {
  describe('agree with double precision', () => {
    it.each(GROUPS)('%s', async (group) => expectAllHold(await kernelChecks(group)));
  });

  describe('contrast losses agree with their definition', () => {
    it.each(PAIRWISE_CASES.map(({name}) => name))('%s', async (name) =>
      expectAllHold(await pairwiseChecks(`${name}, N`)),
    );
  });

  it('a layer on data does not offer a gradient with respect to it', () => {
    tf.tidy(() => {
      const [w, b] = [tf.ones([1, 3, 2]), tf.zeros([1, 2])];
      const loss = (x: tf.Tensor, input: 'tensor' | 'data') => tf.sum(dense(x, w, b, 'none', input));
      expect(tf.grad((x) => loss(x, 'tensor'))(tf.ones([1, 4, 3])).shape).toEqual([1, 4, 3]);
      expect(() => tf.grad((x) => loss(x, 'data'))(tf.ones([1, 4, 3]))).toThrow('Cannot compute gradient');
    });
  });

  it('a layer ends its gradient where its activation is off, also at exactly 0', async () => {
    const gradient = tf.tidy(() => {
      const [w, b] = [tf.tensor([[[1]]]), tf.tensor([[0]])];
      return tf.grad((x) => tf.sum(dense(x, w, b, 'relu')))(tf.tensor([[[-1], [0], [2]]]));
    });
    expect([...(await gradient.data())]).toEqual([0, 0, 1]);
    gradient.dispose();
  });

  it('normalising nothing gives nothing, with a finite gradient', async () => {
    const [y, dx] = tf.tidy(() => {
      const zero = tf.zeros([1, 2, 3]);
      return [normalise(zero), tf.grad((x) => tf.sum(normalise(x)))(zero)];
    });
    expect([...(await y.data())]).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await dx.data()).every(Number.isFinite)).toBe(true);
    tf.dispose([y, dx]);
  });

  describe.each(['in one pass', 'composed'])('a picture, changed %s', (form) => {
    // Rows of a 4 x 4 picture with one channel.
    const picture = Array.from({length: 16}, (_, i) => i + 1);
    const rows = (...lines: number[][]) => lines.flat();
    const still = {xx: 1, xy: 0, yx: 0, yy: 1, x0: 0, y0: 0, gain: 1, tint: 0, ex: 0, ey: 0, halfX: 0, halfY: 0};

    async function change(changes: Partial<typeof still>): Promise<number[]> {
      const result = tf.tidy(() => {
        const inputs = {
          pictures: tf.tensor([picture]),
          rows: tf.tensor([[0]], undefined, 'int32'),
          change: tf.tensor([[Object.values({...still, ...changes})]]),
        };
        const shape = {side: 4, channels: 1};
        return form === 'composed' ? composed(inputs, shape) : changed(inputs, shape);
      });
      const values = [...(await result.data())];
      result.dispose();
      return values;
    }

    it('is the same when nothing changes', async () => {
      expect(hasKernel(augmentKernel)).toBe(true);
      expect(await change({})).toEqual(picture);
    });

    it('is mirrored', async () => {
      expect(await change({xx: -1})).toEqual(rows([4, 3, 2, 1], [8, 7, 6, 5], [12, 11, 10, 9], [16, 15, 14, 13]));
    });

    it('is moved by a pixel, with nothing coming in from beyond the edge', async () => {
      expect(await change({x0: 0.25})).toEqual(rows([2, 3, 4, 0], [6, 7, 8, 0], [10, 11, 12, 0], [14, 15, 16, 0]));
      expect(await change({y0: -0.25})).toEqual(rows([0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]));
    });

    it('is moved by half a pixel: the mean of two neighbours', async () => {
      const first = (await change({x0: 0.125})).slice(0, 4);
      expect(first).toEqual([1.5, 2.5, 3.5, 2]);
    });

    it('is turned by a quarter', async () => {
      expect(await change({xx: 0, xy: -1, yx: 1, yy: 0})).toEqual(
        rows([4, 8, 12, 16], [3, 7, 11, 15], [2, 6, 10, 14], [1, 5, 9, 13]),
      );
    });

    it('is nothing when it is moved away altogether', async () => {
      expect(await change({x0: 3, y0: -3})).toEqual(new Array(16).fill(0));
    });

    it('is brightened, and loses the erased rectangle', async () => {
      expect(await change({gain: 2, ex: 0.25, ey: 0.25, halfX: 0.2, halfY: 0.2})).toEqual(
        rows([2, 4, 6, 8], [10, 12, 14, 16], [18, 20, 0, 0], [26, 28, 0, 0]),
      );
      expect(await change({ex: -0.25, ey: 0, halfX: 0.4, halfY: 0.2})).toEqual(
        rows([1, 2, 3, 4], [0, 0, 0, 8], [0, 0, 0, 12], [13, 14, 15, 16]),
      );
    });
  });
});
