/** Whether a second run is shown beside the first, and from which position on it goes its own way. */
import {create} from 'zustand';
import type {RunState} from '../../labs/kit/state.ts';

export const useFork = create<{at: number | undefined}>(() => ({at: undefined}));

export const closeFork = (): void => useFork.setState({at: undefined});

/** A population is compared by its members, not by a second population. */
export const canFork = ({phase, spec, position}: Pick<RunState, 'phase' | 'spec' | 'position'>): boolean =>
  !spec.fan &&
  (position > 0 || phase === 'training') &&
  phase !== 'opening' &&
  phase !== 'waiting' &&
  phase !== 'failed';

/** From the position that is looked at. */
export function openFork(state: RunState): void {
  if (canFork(state)) useFork.setState({at: state.lookingAt ?? state.position});
}
