/**
 * Plans memory before a run is opened: how many members fit side by side. A run that does not fit is refused.
 */
import {read} from '../spec/index.ts';
import {sizeOf} from './kernel.ts';
import {withMoments} from './optimiser.ts';
import type {Program, Slots} from './program.ts';
import {LabError} from './resources.ts';

/** Bytes. */
export interface MemoryNeed {
  /** Needed once, for any number of members. */
  shared: number;
  /** Needed for each member: its slots, and the working memory of the largest phase. */
  member: number;
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
const MEBI = 1024 ** 2;
const GIBI = 1024 ** 3;

/** The memory that a stage needs: its slots, and the working memory that its program estimates. */
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

/**
 * How many of the members train side by side. Throws a LabError, with the numbers, when not even one fits: it names the
 * batch and the width that `settings` have.
 */
export function planMemory(need: MemoryNeed, members: number, limits: MemoryLimits, settings: unknown): number {
  const fitting = Math.min(
    Math.floor((limits.total - need.shared) / Math.max(1, need.member)),
    Math.floor(limits.tensor / Math.max(1, need.largest)),
  );
  if (fitting >= 1) return Math.min(members, fitting);
  const whole = need.shared + need.member;
  const lack =
    need.largest > limits.tensor
      ? `This device takes tensors of at most ${inBytes(limits.tensor)}; the run needs one of ${inBytes(need.largest)}.`
      : `This device has ${inBytes(limits.total)}; the run needs ${inBytes(whole)}.`;
  throw new LabError(`${lack} ${remedy(settings)}`);
}

/** "2.5 GiB", "512 MiB" */
function inBytes(bytes: number): string {
  return bytes >= GIBI ? `${(bytes / GIBI).toFixed(1)} GiB` : `${Math.ceil(bytes / MEBI)} MiB`;
}

/** "Lower the batch (now 4,096) or the width (now 512)." */
function remedy(settings: unknown): string {
  const named = Object.entries({batch: 'training.batch', width: 'model.width'}).flatMap(([name, path]) => {
    const value = read(settings, path);
    return typeof value === 'number' ? [`the ${name} (now ${value.toLocaleString('en')})`] : [];
  });
  return named.length > 0 ? `Lower ${named.join(' or ')}.` : 'Choose a smaller run.';
}
