/** Opening a sweep over the lab, and a run of it in the lab. */
import {settledSpec, shownStage} from '../../labs/kit/settings.ts';
import {present, showSweep} from '../page.ts';

/** What the lab's own run has shown when a sweep was opened over it. */
export const before: {stage?: string; stepsPerSecond: number} = {stepsPerSecond: 0};

/** The present settings, from step 0: to be fanned out. */
export function openSweep(): void {
  const state = present().store.getState();
  before.stage = shownStage(state).id;
  before.stepsPerSecond = state.stepsPerSecond || before.stepsPerSecond;
  const {fan: _, ...spec} = settledSpec(state);
  void showSweep({...spec, moves: []});
}

/** Back to the lab, whose own run goes on. */
export const closeSweep = (): void => void showSweep(undefined);
