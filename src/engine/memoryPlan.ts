/**
 * What a run needs of memory, known before it is opened: how many members fit side by side, or that not even one does.
 */
import {withMoments} from './optimiser.ts';
import type {Program, Slots} from './program.ts';
import {LabError} from './resources.ts';

/** Bytes. */
export interface MemoryNeed {
  /** Once, however many members there are. */
  shared: number;
  /** For each member: its slots, and what the largest phase works with. */
  member: number;
  /** Of the largest tensor of a member. */
  largest: number;
}

export interface MemoryLimits {
  /** Of everything together. */
  total: number;
  /** Of one tensor. */
  tensor: number;
}

const FLOAT = 4;
const MEGA = 1024 * 1024;

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** What a stage of a program needs, from its slots and from what the program says of its phases. */
export function memoryNeed(program: Program, spec: unknown, world: unknown, steps: number): MemoryNeed {
  const slots: Slots = withMoments(program.slots(spec, world), program.optimisers?.(spec, steps) ?? {});
  const working = program.working?.(spec, world) ?? {total: 0, largest: 0};
  const all = Object.values(slots);
  const bytes = (axis: 'replica' | 'shared') =>
    all.filter((slot) => slot.axis === axis).reduce((sum, slot) => sum + FLOAT * sizeOf(slot.shape), 0);
  const slot = Math.max(0, ...all.map(({shape}) => FLOAT * sizeOf(shape)));
  return {
    shared: bytes('shared'),
    member: bytes('replica') + FLOAT * working.total,
    largest: Math.max(slot, FLOAT * working.largest),
  };
}

/** How many of the members train side by side. Throws a LabError, with the numbers, when not even one fits. */
export function planMemory(need: MemoryNeed, members: number, limits: MemoryLimits): number {
  const fitting = Math.min(
    Math.floor((limits.total - need.shared) / Math.max(1, need.member)),
    Math.floor(limits.tensor / Math.max(1, need.largest)),
  );
  if (fitting >= 1) return Math.min(members, fitting);
  const inMega = (bytes: number) => `${Math.ceil(bytes / MEGA).toLocaleString('en')} MB`;
  const [what, wanted, allowed] =
    need.largest > limits.tensor
      ? ['one table', need.largest, limits.tensor]
      : ['its step', need.shared + need.member, limits.total];
  throw new LabError(
    `This run needs ${inMega(wanted)} for ${what}, and ${inMega(allowed)} is what there is here: choose a smaller batch or a narrower network.`,
  );
}
