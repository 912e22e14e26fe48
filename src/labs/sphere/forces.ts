/** Which picture of the forces the reader looks at. */
import {create} from 'zustand';
import type {LabExperiment} from '../kit/experiment.ts';

type Shown = 'none' | 'field' | 'slow';

export const useForces = create((): {shown: Shown} => ({shown: 'none'}));

const toggle = (what: Shown) => useForces.setState(({shown}) => ({shown: shown === what ? 'none' : what}));

export const toggleField = (): void => toggle('field');

/** Slow motion shows the newest step of a paused run, so this pauses it. */
export function toggleSlow(experiment: LabExperiment): void {
  const {phase, lookingAt} = experiment.store.getState();
  if (useForces.getState().shown !== 'slow') {
    if (phase === 'opening') return;
    experiment.pause();
    if (lookingAt !== undefined) experiment.lookBack(undefined);
  }
  toggle('slow');
}

export const leaveSlow = (): void => useForces.setState(({shown}) => ({shown: shown === 'slow' ? 'none' : shown}));

/** Ends slow motion when the run goes on or another one opens. Returns a function that ends the watch. */
export const leaveSlowWhenItGoesOn = ({store}: LabExperiment): (() => void) =>
  store.subscribe(
    ({phase}) => phase,
    () => {
      const {phase} = store.getState();
      if (phase === 'training' || phase === 'opening') leaveSlow();
    },
  );
