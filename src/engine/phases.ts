/** Running phases: as plain operations, or recorded once and replayed where the backend can do that. */
import * as tf from '@tensorflow/tfjs-core';
import {callKey, type PhaseCall, runPhase} from './context.ts';
import {LiveNumbers} from './live.ts';

export interface Ran {
  /** What the phase emitted; the numbers come with `collect`, in this order. */
  emitted: {name: string; shape: number[]}[];
  /** Groups that were trained. */
  updated: readonly string[];
}

/** The cost of running phases so far. */
export interface Cost {
  /** Kernel launches, and copies between buffers. */
  launches: number;
  copies: number;
  submissions: number;
  /** Milliseconds of JavaScript. */
  javascript: number;
}

export interface PhaseRunner {
  readonly cost: Cost;
  /** Bytes held by recordings. */
  readonly recordedBytes: number;
  /** Phases that are not recorded, and why. */
  readonly reasons: ReadonlyMap<string, string>;
  /** How many recordings have been made so far. */
  readonly recordings: number;
  run(call: PhaseCall): Ran;
  /** Submits everything to the device. To be called before slots are read or written from outside. */
  flush(): void;
  /** The numbers of everything emitted since the last call, one after another. */
  collect(): Promise<Float32Array>;
  /** Discards what was emitted and not collected. */
  drop(): void;
  /** Discards recordings and live numbers, because what phases see has changed. */
  forget(): void;
}

/** A backend that records. */
export interface RecordingBackend {
  openPhases(): PhaseRunner;
}

/** The way to run phases on the present backend; `record: false` never records. */
export function openPhases(record: boolean): PhaseRunner {
  const backend = tf.backend() as unknown as Partial<RecordingBackend>;
  return record && backend.openPhases ? backend.openPhases() : new EagerPhases();
}

export class EagerPhases implements PhaseRunner {
  readonly cost: Cost = {launches: 0, copies: 0, submissions: 0, javascript: 0};
  readonly recordedBytes = 0;
  readonly recordings = 0;
  readonly reasons: ReadonlyMap<string, string> = new Map();
  #live = new Map<string, LiveNumbers>();
  #emitted: tf.Tensor[] = [];

  run(call: PhaseCall): Ran {
    const {around, moment} = call;
    const key = callKey(call);
    const start = performance.now();
    const live = this.#live.get(key) ?? new LiveNumbers();
    this.#live.set(key, live);
    live.begin(moment);
    const {assignments, emitted, updated} = runPhase(call, live);
    around.store.assign(assignments);
    for (const tensor of assignments.values()) tensor.dispose();
    this.#emitted.push(...emitted.values());
    this.cost.javascript += performance.now() - start;
    return {emitted: [...emitted].map(([what, {shape}]) => ({name: what, shape})), updated};
  }

  flush(): void {}

  async collect(): Promise<Float32Array> {
    const emitted = this.#emitted;
    this.#emitted = [];
    if (emitted.length === 0) return new Float32Array();
    const packed = tf.tidy(() => tf.concat(emitted.map((tensor) => tf.cast(tf.reshape(tensor, [-1]), 'float32'))));
    for (const tensor of emitted) tensor.dispose();
    // A tensor must not be disposed of before its data has arrived.
    const data = (await packed.data()) as Float32Array;
    packed.dispose();
    return data;
  }

  drop(): void {
    tf.dispose(this.#emitted);
    this.#emitted = [];
  }

  forget(): void {
    for (const live of this.#live.values()) live.dispose();
    this.#live.clear();
  }
}
