/**
 * Live numbers: small tensors that a phase needs and that change at every tick (hot fields, keys, schedules). They are
 * computed on the CPU and written in place before each run of the phase, so a recorded phase sees the present numbers.
 *
 * A phase is straight-line code, so it asks for the same numbers in the same order at every run.
 */
import * as tf from '@tensorflow/tfjs-core';
import {sizeOf} from './kernel.ts';
import type {Values} from './records.ts';
import {storage} from './storage.ts';

/** Where in the run a phase stands. `updates` counts the optimiser steps of each group in the stage so far. */
export interface Moment {
  tick: number;
  iteration: number;
  updates: ReadonlyMap<string, number>;
}

/** Computes the numbers at a moment; must be pure. */
export type Compute = (moment: Moment) => ArrayLike<number>;

type Dtype = 'float32' | 'int32';

interface Live {
  name: string;
  tensor: tf.Tensor;
  values: Values;
  compute: Compute;
}

/** A backend whose live numbers lie together in blocks of GPU memory, so that one copy renews them all. */
export interface BlockBackend {
  block(bytes: number): Block;
}

export interface Block {
  readonly bytes: number;
  /** A tensor that looks at the block. */
  tensor(at: number, shape: number[], dtype: Dtype): tf.Tensor;
  write(bytes: ArrayBuffer): void;
  /** For copies of whole blocks. */
  region(): {buffer: GPUBuffer; offset: number; bytes: number};
  dispose(): void;
}

interface Filled {
  block: Block;
  bytes: ArrayBuffer;
  used: number;
}

/** Offsets at which a buffer may be bound. */
const ALIGNMENT = 256;
const BLOCK_BYTES = 16 * 1024;

export class LiveNumbers {
  #all: Live[] = [];
  #next = 0;
  readonly #blocks: Filled[] = [];

  /** To be called before each run of the phase. */
  begin(moment: Moment): void {
    this.#next = 0;
    this.compute(moment);
    this.#write();
  }

  /** Computes the numbers of a moment into `bytes` without writing them. */
  compute(moment: Moment): void {
    for (const {values, compute} of this.#all) set(values, compute(moment));
  }

  /** What `compute` gave, block by block. */
  get blocks(): readonly {block: Block; bytes: ArrayBuffer; used: number}[] {
    return this.#blocks;
  }

  /** The tensor of the phase's next live numbers. */
  get(name: string, shape: readonly number[], dtype: Dtype, compute: Compute, moment: Moment): tf.Tensor {
    const known = this.#all[this.#next++];
    if (!known) return this.#add(name, [...shape], dtype, compute, moment).tensor;
    if (known.name !== name || known.tensor.shape.join() !== shape.join()) {
      throw new Error(
        `A phase asked for ${known.name} [${known.tensor.shape}] before, and for ${name} [${shape}] now.`,
      );
    }
    known.compute = compute;
    return known.tensor;
  }

  owns({dataId}: tf.Tensor): boolean {
    return this.#all.some(({tensor}) => tensor.dataId === dataId);
  }

  dispose(): void {
    for (const {tensor} of this.#all) tensor.dispose();
    for (const {block} of this.#blocks) block.dispose();
    this.#all = [];
    this.#blocks.length = 0;
  }

  #add(name: string, shape: number[], dtype: Dtype, compute: Compute, moment: Moment): Live {
    const live =
      'block' in tf.backend() ? this.#inBlock(name, shape, dtype, compute) : alone(name, shape, dtype, compute);
    this.#all.push(live);
    set(live.values, compute(moment));
    this.#write([live]);
    return live;
  }

  #inBlock(name: string, shape: number[], dtype: Dtype, compute: Compute): Live {
    const bytes = 4 * sizeOf(shape);
    let at = this.#blocks.at(-1);
    if (!at || at.used + bytes > at.block.bytes) {
      const block = (tf.backend() as unknown as BlockBackend).block(Math.max(BLOCK_BYTES, bytes));
      at = {block, bytes: new ArrayBuffer(block.bytes), used: 0};
      this.#blocks.push(at);
    }
    const values =
      dtype === 'int32' ? new Int32Array(at.bytes, at.used, bytes / 4) : new Float32Array(at.bytes, at.used, bytes / 4);
    const tensor = at.block.tensor(at.used, shape, dtype);
    at.used = Math.ceil((at.used + bytes) / ALIGNMENT) * ALIGNMENT;
    return {name, tensor, values, compute};
  }

  #write(those: Live[] = this.#all): void {
    if (this.#blocks.length > 0) {
      for (const {block, bytes} of this.#blocks) block.write(bytes);
      return;
    }
    for (const live of those) {
      const place = storage();
      if (place) place.overwrite(live.tensor, live.values);
      else {
        const {shape, dtype} = live.tensor;
        live.tensor.dispose();
        live.tensor = tf.keep(tf.tensor(live.values.slice(), shape, dtype as Dtype));
      }
    }
  }
}

function alone(name: string, shape: number[], dtype: Dtype, compute: Compute): Live {
  const values = dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  return {name, tensor: tf.keep(tf.tensor(values.slice(), shape, dtype)), values, compute};
}

/** Unsigned 32-bit words from 2^31 on are stored as negative int32. */
function set(values: Values, numbers: ArrayLike<number>): void {
  if (numbers.length !== values.length) {
    throw new Error(`A live number has ${values.length} values, and ${numbers.length} were computed for it.`);
  }
  for (let i = 0; i < values.length; i++) values[i] = numbers[i];
}
