import type {KernelConfig, TensorInfo} from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {inGroups} from '../../src/engine/backends/sums.ts';

/** A kernel that adds at most seven numbers, in turn and in single precision, and what it was asked for. */
function kernel() {
  const groups: number[] = [];
  const released: object[] = [];
  const values = new Map<object, number>();
  const info = (value: number): TensorInfo => {
    const dataId = {};
    values.set(dataId, value);
    return {dataId, shape: [], dtype: 'float32'};
  };
  const numberOf = ({dataId}: TensorInfo) => values.get(dataId)!;
  const config: KernelConfig = {
    kernelName: 'AddN',
    backendName: 'webgpu',
    kernelFunc({inputs}) {
      const all = inputs as unknown as TensorInfo[];
      groups.push(all.length);
      if (all.length > 7) throw new Error('The number of storage buffers exceeds the limit.');
      return info(all.map(numberOf).reduce((a, b) => Math.fround(a + b)));
    },
  };
  const backend = {disposeData: (id: object) => released.push(id) > 0};
  const sum = (numbers: readonly number[]) =>
    numberOf(inGroups(config).kernelFunc({inputs: numbers.map(info) as never, backend, attrs: {}}) as TensorInfo);
  return {sum, groups, released};
}

describe('a sum of many tensors', () => {
  it.each([1, 2, 7, 8, 13, 14, 20, 100])(
    'of %d has the bits of one sum, by shaders that every device takes',
    (count) => {
      const {sum, groups, released} = kernel();
      const numbers = Array.from({length: count}, (_, i) => Math.fround(Math.sin(i) * 10 ** (i % 7)));
      expect(sum(numbers)).toBe(numbers.reduce((a, b) => Math.fround(a + b)));
      expect(Math.max(...groups)).toBeLessThanOrEqual(7);
      // Nothing that lies between is left behind.
      expect(released).toHaveLength(groups.length - 1);
    },
  );
});
