/** What memory a run needs, known before any of it is taken, and how many members fit side by side. */
import {sizeOf} from './kernel.ts';
import {withMoments} from './optimiser.ts';
import type {Program, Slot, Slots} from './program.ts';

/** Bytes that a stage needs. */
export interface MemoryNeed {
  /** Needed once, for any number of members. */
  shared: number;
  /** The slots of one member. */
  slots: number;
  /** The working memory of one member in a training step, by the outputs of layers alone. */
  working: number;
  /** The most that one member works with in any phase. */
  peak: number;
  /** The largest tensor of a member. */
  largest: number;
}

export interface MemoryLimits {
  /** For everything together. */
  total: number;
  /** For one tensor. */
  tensor: number;
}

const FLOAT = 4;

export const bytesOf = ({shape}: Slot): number => FLOAT * sizeOf(shape);

export const slotsOf = (program: Program, spec: unknown, world: unknown, steps: number): Slots =>
  withMoments(program.slots(spec, world), program.optimisers?.(spec, steps) ?? {});

/** The memory that a stage needs: its slots, and the working memory that its program estimates. */
export function memoryNeed(
  program: Program,
  spec: unknown,
  world: unknown,
  steps: number,
  slots = slotsOf(program, spec, world, steps),
): MemoryNeed {
  const working = program.working?.(spec, world) ?? {total: 0, largest: 0};
  const peak = program.peak?.(spec, world) ?? working;
  const all = Object.values(slots);
  const bytes = (axis: Slot['axis']) =>
    all.filter((slot) => slot.axis === axis).reduce((sum, slot) => sum + bytesOf(slot), 0);
  return {
    shared: bytes('shared'),
    slots: bytes('replica'),
    working: FLOAT * working.total,
    peak: FLOAT * peak.total,
    largest: all.reduce((most, slot) => Math.max(most, bytesOf(slot)), FLOAT * peak.largest),
  };
}

/** What training one member needs, as studies report it. */
export const needAlone = ({shared, slots, working}: MemoryNeed): number => shared + slots + working;

/** How many of the members train side by side: at least one. */
export function membersAtOnce(
  {shared, slots, peak, largest}: MemoryNeed,
  members: number,
  limits: MemoryLimits,
): number {
  const fitting = Math.min(
    Math.floor((limits.total - shared) / Math.max(1, slots + peak)),
    Math.floor(limits.tensor / Math.max(1, largest)),
  );
  return Math.max(1, Math.min(members, fitting));
}
