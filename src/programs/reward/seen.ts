/** Slots for texts that the page asks about and that are not items of the world. They are filled between two phases. */
import type {Slots} from '../../engine/program.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import {dataSlot} from '../../worlds/world.ts';

/** int32 [M, T], and float32 [M, features]. */
export const SEEN_TEXTS = 'seen/texts';
export const SEEN_FEATURES = 'seen/features';

/** Texts whose rewards are computed at once. */
export const TOGETHER = 64;

/** Two answers of a pair and one that the reader has written, each whole and without each of its words. */
export const TEXTS = 3;

/** The most texts, in whole blocks. */
const most = (length: number): number => TOGETHER * Math.ceil((TEXTS * (length + 1)) / TOGETHER);

export function seenSlots({texts, features}: PreferenceWorld): Slots {
  if (!texts) return {};
  const {length} = texts.input;
  const rows = most(length);
  return {
    [SEEN_TEXTS]: dataSlot([rows, length], new Int32Array(rows * length)),
    [SEEN_FEATURES]: dataSlot([rows, features.length], new Float32Array(rows * features.length)),
  };
}
