/** The stage of the figure in the middle, for panels that turn with it. */
import {create} from 'zustand';
import type {Stage} from '../../panels/hypersphere/stage.ts';

export const useFigureStage = create((): {stage: Stage | undefined} => ({stage: undefined}));

/** Says which stage is in view; returns the function that takes it back. */
export function showStage(stage: Stage): () => void {
  useFigureStage.setState({stage});
  return () => useFigureStage.setState((now) => (now.stage === stage ? {stage: undefined} : now));
}
