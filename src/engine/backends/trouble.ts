/**
 * Errors of a GPU that belong to no call, and the loss of a device. TensorFlow.js listens to neither and would go on
 * computing zeros. The runner asks here after every reading, and a listener learns of what happens in between.
 */
import {LabError} from '../resources.ts';

/** The device is gone, but nothing is wrong with the run: it can go on from a checkpoint in a new worker. */
export class DeviceLost extends LabError {
  override name = 'DeviceLost';

  constructor(
    readonly what: 'GPU' | 'memory',
    sentence: string,
  ) {
    super(sentence);
  }
}

let trouble: DeviceLost | undefined;
let tell = () => {};

export function watch(device: GPUDevice): void {
  device.addEventListener('uncapturederror', ({error}) => {
    note(`WebGPU could not do a step on this machine (${error.message.split('\n')[0].slice(0, 160)}).`);
  });
  void device.lost.then(({message}) => note(`The GPU was lost${message ? ` (${message.slice(0, 120)})` : ''}.`));
}

/** `listener` is called whenever there is something for `throwTrouble` to throw. */
export function onTrouble(listener: () => void): void {
  tell = listener;
}

/** Throws what went wrong on the device, once. */
export function throwTrouble(): void {
  const loss = trouble;
  trouble = undefined;
  if (loss) throw loss;
}

/** The loss behind an error, if there is one: a reading may fail before the device says why. */
export function lossOf(error: unknown): DeviceLost | undefined {
  if (error instanceof DeviceLost) return error;
  if (!(error instanceof Error)) return undefined;
  if (trouble) return trouble;
  const text = error.message.slice(0, 120);
  if (DEVICE_ERRORS.has(error.name)) return new DeviceLost('GPU', `The GPU stopped answering (${text}).`);
  // After a trap or an abort the state of WebAssembly is unknown.
  const memory = error instanceof RangeError && /memory|allocation|too large/i.test(text);
  if (memory || (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError)) {
    return new DeviceLost('memory', `The worker ran out of memory (${text}).`);
  }
  return undefined;
}

/** The DOMExceptions of a buffer that cannot be mapped: its device is lost, or the buffer was never made. */
const DEVICE_ERRORS = new Set(['AbortError', 'OperationError']);

function note(sentence: string): void {
  trouble ??= new DeviceLost('GPU', sentence);
  tell();
}
