/** Counts what any library does on the GPU, by wrapping the methods of WebGPU. */
import type {Issued} from './protocol.ts';

/**
 * Counts the launches, and copies between buffers, that `work` issues. The methods are unwrapped afterwards, so that
 * counting does not slow down what is timed.
 */
export function issuedBy(work: () => void): Issued {
  const issued = {launches: 0, copies: 0};
  const unwrap = [
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => issued.launches++),
    wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => issued.launches++),
    wrap(GPUCommandEncoder.prototype, 'copyBufferToBuffer', () => issued.copies++),
  ];
  try {
    work();
  } finally {
    for (const undo of unwrap) undo();
  }
  return issued;
}

/** Counts buffers from now on. Returns a function that gives the bytes of those that were not destroyed. */
export function watchBuffers(): () => number {
  const held = new Map<object, number>();
  wrap(GPUDevice.prototype, 'createBuffer', (buffer) => held.set(buffer as object, (buffer as GPUBuffer).size));
  wrap(GPUBuffer.prototype, 'destroy', (_result, buffer) => held.delete(buffer));
  return () => [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** Calls `seen` for every call of a method. Returns a function that puts the method back. */
function wrap<T extends object>(prototype: T, name: keyof T, seen: (result: unknown, self: T) => void): () => void {
  const method = prototype[name] as (...words: unknown[]) => unknown;
  prototype[name] = function (this: T, ...words: unknown[]) {
    const result = method.apply(this, words);
    seen(result, this);
    return result;
  } as T[keyof T];
  return () => {
    prototype[name] = method as T[keyof T];
  };
}
