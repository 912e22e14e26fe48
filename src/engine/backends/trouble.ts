/**
 * What a GPU says of itself too late: TensorFlow.js listens neither to errors that belong to no call nor to the loss of
 * the device, and would go on computing zeros. Whoever drives a run asks here after every reading.
 */
import {LabError} from '../resources.ts';

let trouble: string | undefined;

export function watch(device: GPUDevice): void {
  device.addEventListener('uncapturederror', ({error}) => {
    trouble ??= `WebGPU could not do a step on this machine (${error.message.split('\n')[0].slice(0, 160)}).`;
  });
  void device.lost.then(({message}) => {
    trouble ??= `The GPU was lost${message ? ` (${message.slice(0, 120)})` : ''}.`;
  });
}

/** Throws what went wrong on the device, once. */
export function throwTrouble(): void {
  const sentence = trouble;
  trouble = undefined;
  if (sentence) throw new LabError(sentence);
}
