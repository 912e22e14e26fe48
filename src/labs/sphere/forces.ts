/** Which picture of the forces the reader looks at. */
import {create} from 'zustand';
import type {LabExperiment} from '../kit/experiment.ts';
import {weighingOf} from './law.ts';

/**
 * - field: where the loss pushes the next batch
 * - pushers: who pushes one point, and how hard
 * - slow: one step, act by act
 */
type Shown = 'none' | 'field' | 'pushers' | 'slow';

interface Forces {
  shown: Shown;
  /** Whether it came without being asked for, because a setting was turned. */
  cameAlong: boolean;
}

export const useForces = create((): Forces => ({shown: 'none', cameAlong: false}));

const toggle = (what: Shown) =>
  useForces.setState(({shown}) => ({shown: shown === what ? 'none' : what, cameAlong: false}));

export const toggleField = (): void => toggle('field');
export const togglePushers = (): void => toggle('pushers');

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

const moves = (experiment: LabExperiment): boolean => {
  const {phase} = experiment.store.getState();
  return phase === 'training' || phase === 'opening';
};

/**
 * When the run goes on or another one opens, this ends slow motion, and what came along with a turned setting. Returns a
 * function that ends the watch.
 */
export const leaveWhenItGoesOn = (experiment: LabExperiment): (() => void) =>
  experiment.store.subscribe(
    ({phase}) => phase,
    () => {
      if (!moves(experiment)) return;
      leaveSlow();
      if (useForces.getState().cameAlong) useForces.setState({shown: 'none', cameAlong: false});
    },
  );

/**
 * While the run stands still, turning a setting of the loss shows at once what it changes for the point that the reader
 * looked at last. Returns a function that ends the watch.
 */
export const comeAlongWithTurns = (experiment: LabExperiment, looked: () => number | undefined): (() => void) =>
  experiment.store.subscribe(weighingOf, () => {
    const isTurned = Object.keys(experiment.store.getState().unconfirmed).length > 0;
    if (!isTurned || moves(experiment) || looked() === undefined || useForces.getState().shown !== 'none') return;
    useForces.setState({shown: 'pushers', cameAlong: true});
  });
