/** The launches of a phase, kept to be replayed. */
import {Scope} from './pool.ts';

/** Says in a sentence why a phase cannot be recorded. */
export class NotRecordable extends Error {
  override name = 'NotRecordable';
}

export interface RecordedLaunch {
  name: string;
  pipeline: GPUComputePipeline;
  group: GPUBindGroup;
  size: readonly [number, number, number];
}

export interface Region {
  buffer: GPUBuffer;
  offset: number;
  bytes: number;
}

export interface Copy {
  from: Region;
  to: Region;
}

/** The launches of a phase, then its copies; replayed as they are. */
export class Recording {
  readonly launches: RecordedLaunch[] = [];
  readonly copies: Copy[] = [];
  /** Single numbers that were uploaded: they stay what they are. */
  constants = 0;
  readonly scope = new Scope();
  /** Tensors that existed before; kept alive while the recording is. */
  readonly held: object[] = [];
  readonly made = new WeakSet<object>();
  readonly seen = new WeakSet<object>();

  get bytes(): number {
    return this.scope.bytes;
  }
}

export function encodeCopy(encoder: GPUCommandEncoder, {from, to}: Copy): void {
  encoder.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, from.bytes);
}
