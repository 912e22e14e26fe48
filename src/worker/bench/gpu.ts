/** What is done on the GPU, seen where every library has to pass. */
import type {Issued} from './protocol.ts';

/**
 * Launches, and copies between buffers, that `work` issues. Nothing is wrapped afterwards, so that what is
 * timed is not slowed down by it.
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

/** Follows all buffers from now on. Returns what gives the bytes of those that were not destroyed. */
export function watchBuffers(): () => number {
  const held = new Map<object, number>();
  wrap(GPUDevice.prototype, 'createBuffer', (buffer) => held.set(buffer as object, (buffer as GPUBuffer).size));
  wrap(GPUBuffer.prototype, 'destroy', (_result, buffer) => held.delete(buffer));
  return () => [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** `seen` learns of every call of a method. Returns what puts the method back. */
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
