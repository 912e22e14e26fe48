import type {RunState} from './state.ts';

/** Whether the reader has just moved a setting of the run. */
export function isTurned(now: RunState, before: RunState): boolean {
  return now.preset === before.preset && (now.spec !== before.spec || Object.keys(now.unconfirmed).length > 0);
}
