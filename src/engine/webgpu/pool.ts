/**
 * GPU buffers, reused by size. Stands in for TensorFlow.js's own manager, which never gives memory back and knows nothing
 * of recordings.
 *
 * While a phase is recorded, its buffers come from a pool of the recording's own: they may be reused within it, because
 * the order of launches is fixed, and by nothing else for as long as it is replayed. What is uploaded while recording
 * must keep its numbers for every replay, so such a buffer is never reused.
 */

/** Bytes of free buffers that are kept for reuse. */
const MOST_FREE = 64 * 1024 * 1024;

export class Scope {
  readonly free = new Map<string, GPUBuffer[]>();
  readonly all: GPUBuffer[] = [];
  readonly pinned = new Set<GPUBuffer>();
  bytes = 0;
  open = true;
}

const keyOf = (size: number, usage: number) => `${size} ${usage}`;

export class BufferPool {
  numBytesUsed = 0;
  numBytesAllocated = 0;
  numUsedBuffers = 0;
  #free = new Map<string, GPUBuffer[]>();
  #freeBytes = 0;
  #owners = new Map<GPUBuffer, Scope | undefined>();
  #scope: Scope | undefined;

  constructor(readonly device: GPUDevice) {}

  /** Buffers come from this scope until it is left. */
  enter(scope: Scope | undefined): void {
    this.#scope = scope;
  }

  acquireBuffer(size: number, usage: number, mappedAtCreation = false, reuse = true): GPUBuffer {
    const scope = this.#scope;
    const free = reuse && !mappedAtCreation ? (scope?.free ?? this.#free).get(keyOf(size, usage)) : undefined;
    let buffer = free?.pop();
    if (buffer) {
      if (!scope) this.#freeBytes -= size;
    } else {
      buffer = this.device.createBuffer({size, usage, mappedAtCreation});
      this.numBytesAllocated += size;
      if (scope) {
        scope.all.push(buffer);
        scope.bytes += size;
        if (mappedAtCreation) scope.pinned.add(buffer);
      }
    }
    this.#owners.set(buffer, scope);
    this.numUsedBuffers++;
    this.numBytesUsed += size;
    return buffer;
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    if (!this.#owners.has(buffer)) return;
    const scope = this.#owners.get(buffer);
    this.#owners.delete(buffer);
    this.numUsedBuffers--;
    this.numBytesUsed -= buffer.size;
    if (scope) {
      if (scope.open && !scope.pinned.has(buffer)) keep(scope.free, buffer);
      return;
    }
    if (reuse && this.#freeBytes + buffer.size <= MOST_FREE) {
      keep(this.#free, buffer);
      this.#freeBytes += buffer.size;
    } else this.#destroy(buffer);
  }

  /** Gives back everything of a recording that will not be replayed again. */
  releaseScope(scope: Scope): void {
    scope.open = false;
    for (const buffer of scope.all) {
      if (this.#owners.delete(buffer)) {
        this.numUsedBuffers--;
        this.numBytesUsed -= buffer.size;
      }
      this.#destroy(buffer);
    }
    scope.all.length = 0;
    scope.bytes = 0;
  }

  getNumUsedBuffers(): number {
    return this.numUsedBuffers;
  }

  getNumFreeBuffers(): number {
    return [...this.#free.values()].reduce((sum, {length}) => sum + length, 0);
  }

  dispose(): void {
    for (const buffers of this.#free.values()) for (const buffer of buffers) this.#destroy(buffer);
    for (const buffer of this.#owners.keys()) this.#destroy(buffer);
    this.#free.clear();
    this.#owners.clear();
    this.#freeBytes = 0;
    this.numBytesUsed = 0;
    this.numUsedBuffers = 0;
  }

  #destroy(buffer: GPUBuffer): void {
    this.numBytesAllocated -= buffer.size;
    buffer.destroy();
  }
}

function keep(free: Map<string, GPUBuffer[]>, buffer: GPUBuffer): void {
  const key = keyOf(buffer.size, buffer.usage);
  const same = free.get(key);
  if (same) same.push(buffer);
  else free.set(key, [buffer]);
}
