/**
 * Phases that were recorded, replayed without TensorFlow.js.
 *
 * A phase runs once while its launches are recorded and not executed. From then on a run of it is a copy of the present live
 * numbers, the launches, and copies of what it stored and emitted. Runs gather in one command encoder. All their live
 * numbers go to the GPU in one piece when it is submitted, and what they emitted is copied into a buffer that JavaScript
 * reads when the work is done. The loop never waits for it; the runner limits how many readings are under way.
 */
import {callKey, type PhaseCall, runPhase} from '../context.ts';
import {LiveNumbers} from '../live.ts';
import {type Cost, EagerPhases, type PhaseRunner, type Ran} from '../phases.ts';
import type {LabWebGPU} from './backend.ts';
import {encodeCopy, NotRecordable, type Recording, type Region} from './recording.ts';

interface Emitted {
  name: string;
  shape: number[];
  region: Region;
  whole: boolean;
}

interface Captured {
  recording: Recording;
  live: LiveNumbers;
  emitted: Emitted[];
  updated: string[];
}

/** What was emitted in one submission: where in the buffer, and whether as whole numbers. */
interface Reading {
  buffer: GPUBuffer;
  used: number;
  parts: {at: number; bytes: number; whole: boolean}[];
}

/** Bytes of live numbers in one submission, and of emitted ones. */
const FEED_BYTES = 256 * 1024;
const READING_BYTES = 64 * 1024;

export class CapturedPhases implements PhaseRunner {
  readonly cost: Cost = {launches: 0, copies: 0, submissions: 0, javascript: 0};
  readonly reasons = new Map<string, string>();
  recordings = 0;
  readonly #backend: LabWebGPU;
  readonly #eager = new EagerPhases();
  #captured = new Map<string, Captured>();
  #encoder: GPUCommandEncoder | undefined;
  #feed: {buffer: GPUBuffer; bytes: Uint8Array<ArrayBuffer>; used: number};
  #reading: Reading | undefined;
  /** In the order in which things were emitted. */
  #collected: Promise<Float32Array>[] = [];

  constructor(backend: LabWebGPU) {
    this.#backend = backend;
    this.#feed = this.#newFeed(FEED_BYTES);
  }

  get recordedBytes(): number {
    return [...this.#captured.values()].reduce((sum, {recording}) => sum + recording.bytes, 0);
  }

  run(call: PhaseCall): Ran {
    const start = performance.now();
    if (this.reasons.has(call.name)) return this.#runEagerly(call);
    const key = callKey(call);
    let captured = this.#captured.get(key);
    if (captured) captured.live.compute(call.moment);
    else {
      captured = this.#record(call);
      if (!captured) return this.#runEagerly(call);
      this.#captured.set(key, captured);
    }
    this.#replay(captured);
    this.cost.javascript += performance.now() - start;
    return captured;
  }

  /** Undefined when the phase does something that cannot be recorded. */
  #record(call: PhaseCall): Captured | undefined {
    const {name, around} = call;
    const live = new LiveNumbers();
    const emitted: Emitted[] = [];
    let updated: string[] = [];
    try {
      const recording = this.#backend.record(() => {
        const result = runPhase(call, live);
        around.store.assign(result.assignments);
        for (const [what, tensor] of result.emitted) {
          const region = this.#backend.region(tensor);
          emitted.push({name: what, shape: tensor.shape, region, whole: tensor.dtype !== 'float32'});
        }
        updated = result.updated;
        for (const kept of [result.assignments, result.emitted]) for (const tensor of kept.values()) tensor.dispose();
      });
      this.recordings++;
      return {recording, live, emitted, updated};
    } catch (error) {
      live.dispose();
      if (!(error instanceof NotRecordable)) throw error;
      this.reasons.set(name, error.message);
      return undefined;
    }
  }

  #runEagerly(call: PhaseCall): Ran {
    this.flush();
    const ran = this.#eager.run(call);
    // Kept in order with what the recorded phases emit.
    this.#collected.push(this.#eager.collect());
    return ran;
  }

  #replay({recording, live, emitted}: Captured): void {
    const feeding = live.blocks.reduce((sum, {used}) => sum + used, 0);
    if (this.#feed.used + feeding > this.#feed.bytes.length) {
      this.flush();
      if (feeding > this.#feed.bytes.length) {
        this.#feed.buffer.destroy();
        this.#feed = this.#newFeed(2 * feeding);
      }
    }
    const reading = emitted.length > 0 ? this.#readingFor(emitted) : undefined;
    this.#encoder ??= this.#backend.device.createCommandEncoder();
    const encoder = this.#encoder;
    for (const {block, bytes, used} of live.blocks) {
      const {buffer, offset} = block.region();
      this.#feed.bytes.set(new Uint8Array(bytes, 0, used), this.#feed.used);
      encoder.copyBufferToBuffer(this.#feed.buffer, this.#feed.used, buffer, offset, used);
      this.#feed.used += used;
    }
    const pass = encoder.beginComputePass();
    for (const {pipeline, group, size} of recording.launches) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(size[0], size[1], size[2]);
    }
    pass.end();
    for (const copy of recording.copies) encodeCopy(encoder, copy);
    for (const {region, whole} of emitted) {
      const to = {buffer: reading!.buffer, offset: reading!.used, bytes: region.bytes};
      encodeCopy(encoder, {from: region, to});
      reading!.parts.push({at: to.offset, bytes: region.bytes, whole});
      reading!.used += region.bytes;
    }
    this.cost.launches += recording.launches.length;
    this.cost.copies += live.blocks.length + recording.copies.length + emitted.length;
  }

  /** A buffer with room for what is emitted. */
  #readingFor(emitted: readonly Emitted[]): Reading {
    const bytes = emitted.reduce((sum, {region}) => sum + region.bytes, 0);
    if (this.#reading && this.#reading.used + bytes > this.#reading.buffer.size) this.flush();
    if (!this.#reading) {
      const size = Math.max(READING_BYTES, 2 ** Math.ceil(Math.log2(bytes)));
      const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
      this.#reading = {buffer: this.#backend.bufferManager.acquireBuffer(size, usage), used: 0, parts: []};
    }
    return this.#reading;
  }

  flush(): void {
    // What was launched eagerly before comes first.
    this.#backend.flush();
    if (!this.#encoder) return;
    const {queue} = this.#backend;
    const {buffer, bytes, used} = this.#feed;
    if (used > 0) queue.writeBuffer(buffer, 0, bytes, 0, used);
    queue.submit([this.#encoder.finish()]);
    this.cost.submissions++;
    this.#encoder = undefined;
    this.#feed.used = 0;
    if (this.#reading) this.#collected.push(this.#read(this.#reading));
    this.#reading = undefined;
  }

  async #read({buffer, used, parts}: Reading): Promise<Float32Array> {
    await buffer.mapAsync(GPUMapMode.READ, 0, used);
    const bytes = buffer.getMappedRange(0, used).slice(0);
    buffer.unmap();
    this.#backend.bufferManager.releaseBuffer(buffer);
    const numbers = new Float32Array(bytes);
    for (const {at, bytes: length, whole} of parts) {
      if (whole) numbers.set(new Int32Array(bytes, at, length / 4), at / 4);
    }
    return numbers;
  }

  async collect(): Promise<Float32Array> {
    const start = performance.now();
    this.flush();
    this.cost.javascript += performance.now() - start;
    const collected = this.#collected;
    this.#collected = [];
    const all = await Promise.all(collected);
    if (all.length === 1) return all[0];
    const joined = new Float32Array(all.reduce((sum, {length}) => sum + length, 0));
    let at = 0;
    for (const numbers of all) {
      joined.set(numbers, at);
      at += numbers.length;
    }
    return joined;
  }

  drop(): void {
    this.flush();
    for (const reading of this.#collected) reading.catch(() => {});
    this.#collected = [];
  }

  forget(): void {
    this.flush();
    for (const {recording, live} of this.#captured.values()) {
      live.dispose();
      this.#backend.release(recording);
    }
    this.#captured.clear();
    this.#eager.forget();
    this.reasons.clear();
  }

  #newFeed(size: number) {
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    return {buffer: this.#backend.device.createBuffer({size, usage}), bytes: new Uint8Array(size), used: 0};
  }
}
