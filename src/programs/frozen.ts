/** Slots of networks that a stage does not train. */
import type {Slots} from '../engine/program.ts';

/** The same slots for a network that is never trained. */
export const frozen = (slots: Slots): Slots =>
  Object.fromEntries(
    Object.entries(slots).map(([name, {group, decays, ...slot}]) => [name, {...slot, trained: false}]),
  );

/** The same for one that an earlier stage must have trained. */
export const givenFrozen = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(frozen(slots)).map(([name, slot]) => [name, {...slot, given: true as const}]));
