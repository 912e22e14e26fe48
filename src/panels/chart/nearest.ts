/** Finds the measurement at a tick, or nearest to it, in ascending ticks. */
import {bisectCenter, bisectRight} from 'd3-array';

/** The index of the tick nearest to `tick`; -1 when there is none. */
export const nearestIndex = (ticks: readonly number[], tick: number): number =>
  ticks.length === 0 ? -1 : bisectCenter(ticks, tick);

/** The index of the last tick at or before `tick`; -1 when all are later. */
export const indexAt = (ticks: readonly number[], tick: number): number => bisectRight(ticks, tick) - 1;
