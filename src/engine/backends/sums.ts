/** Sums of more tensors than a shader may read. */
import type {KernelConfig, NamedTensorInfoMap, TensorInfo} from '@tensorflow/tfjs-core';

/** How many storage buffers a shader may have on every device, without the one that it writes. */
const MOST = 7;

interface Releasing {
  disposeData(id: object): boolean;
}

/**
 * The kernel that adds any number of tensors, made of one that fails beyond MOST: group after group, each with the sum before it in
 * front. Numbers are added in the same order, so the bits are those of one long sum.
 */
export function inGroups(addN: KernelConfig): KernelConfig {
  const add = (tensors: readonly TensorInfo[], backend: object): TensorInfo => {
    const inputs = tensors as unknown as NamedTensorInfoMap;
    return addN.kernelFunc({inputs, backend, attrs: {}}) as TensorInfo;
  };
  return {
    ...addN,
    kernelFunc({inputs, backend}) {
      const all = inputs as unknown as TensorInfo[];
      let sum = add(all.slice(0, MOST), backend);
      for (let i = MOST; i < all.length; i += MOST - 1) {
        const before = sum;
        sum = add([before, ...all.slice(i, i + MOST - 1)], backend);
        (backend as Releasing).disposeData(before.dataId);
      }
      return sum;
    },
  };
}
