/** The tensors that live across steps. Every slot owns its memory: no two slots share a buffer. */
import * as tf from '@tensorflow/tfjs-core';
import {sizeOf} from './kernel.ts';
import {deriveKey} from './keys.ts';
import type {Replica, Slot, SlotName, Slots} from './program.ts';
import type {SlotValues, Values} from './records.ts';
import {storage} from './storage.ts';

export class SlotStore {
  #tensors = new Map<SlotName, tf.Tensor>();

  /**
   * `prefix` stands before the uses of keys. `lend` gives a tensor that has the slot's data already, where there is one: it
   * is not uploaded again.
   */
  constructor(
    readonly slots: Slots,
    readonly replicas: readonly Replica[],
    prefix = '',
    lend?: (name: SlotName, slot: Slot) => tf.Tensor | undefined,
  ) {
    for (const [name, slot] of Object.entries(slots)) {
      const lent = slot.role === 'data' && slot.axis === 'shared' ? lend?.(name, slot) : undefined;
      this.#tensors.set(name, lent ? tf.keep(tf.clone(lent)) : this.#upload(name, slot, prefix));
    }
  }

  /** [R, ...shape] for a slot with a replica axis, shape for a shared one. */
  shape(name: SlotName): number[] {
    const slot = this.#slot(name);
    return slot.axis === 'replica' ? [this.replicas.length, ...slot.shape] : [...slot.shape];
  }

  get(name: SlotName): tf.Tensor {
    this.#slot(name);
    return this.#tensors.get(name)!;
  }

  /** Whether a tensor is a slot's own, or a view of it. */
  owns({dataId}: tf.Tensor): boolean {
    for (const tensor of this.#tensors.values()) if (tensor.dataId === dataId) return true;
    return false;
  }

  /**
   * A parallel assignment: all values were computed before any of them is stored, and none of them is a slot's own. Where
   * the backend allows, numbers go into the memory that the slot has.
   */
  assign(values: ReadonlyMap<SlotName, tf.Tensor>): void {
    const place = storage();
    for (const [name, value] of values) {
      const tensor = this.#tensors.get(name)!;
      if (place) place.copy(value, tensor);
      else {
        tensor.dispose();
        this.#tensors.set(name, tf.keep(tf.clone(value)));
      }
    }
  }

  /** Slots that a run needs to go on: all but the data it learns from. */
  get kept(): SlotName[] {
    return Object.keys(this.slots).filter((name) => this.slots[name].role !== 'data');
  }

  /** Whether values are those of exactly the slots that a run needs to go on. */
  fits(values: readonly SlotValues[]): boolean {
    const given = new Map(values.map(([name, data]) => [name, data]));
    return (
      given.size === values.length &&
      given.size === this.kept.length &&
      this.kept.every((name) => {
        const data = given.get(name);
        const isInt = this.slots[name].dtype === 'int32';
        return data?.length === sizeOf(this.shape(name)) && data instanceof Int32Array === isInt;
      })
    );
  }

  async read(names: readonly SlotName[] = this.kept): Promise<Map<SlotName, Values>> {
    const values = await Promise.all(names.map((name) => this.get(name).data()));
    return new Map(names.map((name, i) => [name, values[i].slice() as Values]));
  }

  write(values: ReadonlyMap<SlotName, Values>): void {
    const place = storage();
    for (const [name, data] of values) {
      const tensor = this.get(name);
      if (place) place.overwrite(tensor, data);
      else {
        this.#tensors.set(name, tf.keep(tf.tensor(data, this.shape(name), this.#slot(name).dtype)));
        tensor.dispose();
      }
    }
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }

  /** Throws when a value cannot be stored in the slot. */
  check(name: SlotName, value: tf.Tensor): void {
    const slot = this.#slot(name);
    if (slot.role === 'data') throw new Error(`Slot ${name} holds data and is never written.`);
    const shape = this.shape(name);
    if (value.dtype !== slot.dtype || value.shape.join() !== shape.join()) {
      throw new Error(`Slot ${name} is ${slot.dtype} [${shape}], not ${value.dtype} [${value.shape}].`);
    }
  }

  #slot(name: SlotName): Slot {
    // A name may come from a link's `from`.
    const slot = Object.hasOwn(this.slots, name) ? this.slots[name] : undefined;
    if (!slot)
      throw new Error(`There is no slot ${JSON.stringify(name)}; there is ${Object.keys(this.slots).join(', ')}.`);
    return slot;
  }

  #upload(name: SlotName, slot: Slot, prefix: string): tf.Tensor {
    const members = slot.axis === 'replica' ? this.replicas : this.replicas.slice(0, 1);
    return tf.keep(tf.tensor(this.#initial(name, slot, prefix, members), this.shape(name), slot.dtype));
  }

  /** The first values of all members, one after another. */
  #initial(name: SlotName, {shape, dtype, like, initial}: Slot, prefix: string, members: readonly Replica[]): Values {
    const size = sizeOf(shape);
    const draw = (seed: number) => {
      const values = initial!(deriveKey(seed, `${prefix}initial/${like ?? name}`));
      if (values.length !== size) throw new Error(`Slot ${name} holds ${size} values, not ${values.length}.`);
      return values;
    };
    // A world's table is large: where the backend has memory of its own, one copy is enough.
    if (initial && members.length === 1 && tf.getBackend() !== 'cpu') return draw(members[0].seed);
    const all = dtype === 'int32' ? new Int32Array(size * members.length) : new Float32Array(size * members.length);
    if (initial) members.forEach(({seed}, i) => all.set(draw(seed), i * size));
    return all;
  }
}
