/** Which of the forces the reader looks at. */
import {create} from 'zustand';
import {lookBack, pause} from './session.ts';
import {useLab} from './store.ts';

type Shown = 'none' | 'field' | 'slow';

export const useForces = create((): {shown: Shown} => ({shown: 'none'}));

const toggle = (what: Shown) => useForces.setState(({shown}) => ({shown: shown === what ? 'none' : what}));

export const toggleField = (): void => toggle('field');

/** Slow motion is of the newest step, and of a run that stands. */
export function toggleSlow(): void {
  const {phase, lookingAt} = useLab.getState();
  if (useForces.getState().shown !== 'slow') {
    if (phase === 'opening') return;
    pause();
    if (lookingAt !== undefined) lookBack(undefined);
  }
  toggle('slow');
}

export const leaveSlow = (): void => useForces.setState(({shown}) => ({shown: shown === 'slow' ? 'none' : shown}));

// A run that goes on, or another one, ends it.
useLab.subscribe(
  ({phase}) => phase,
  (phase) => {
    if (phase === 'training' || phase === 'opening') leaveSlow();
  },
);
