/** Components get their experiment from a React context, never from a module: a page can hold several. */
import {createContext, use, useEffect, useMemo} from 'react';
import {useStore} from 'zustand';
import type {Feed} from '../../panels/data.ts';
import type {LabExperiment} from './experiment.ts';
import {feedOf, type RunState} from './state.ts';

const ExperimentContext = createContext<LabExperiment | undefined>(undefined);

export const ExperimentProvider = ExperimentContext.Provider;

export function useExperiment(): LabExperiment {
  const experiment = use(ExperimentContext);
  if (!experiment) throw new Error('This component is outside of any experiment: wrap it in an ExperimentProvider.');
  return experiment;
}

/** A part of the state, for what React renders. */
export const useRun = <T,>(select: (state: RunState) => T): T => useStore(useExperiment().store, select);

/** A part of the state as panels take it, to draw outside of React. `select` must be the same function every time. */
export function useSelected<T>(select: (state: RunState) => T): Feed<T> {
  const {store} = useExperiment();
  return useMemo(() => feedOf(store, select), [store, select]);
}

interface Frame<T> {
  feed: Feed<T | undefined>;
  /** Call it when the newest frame was drawn: the next one may come. */
  onDrawn(): void;
}

/** The decoded frame of a name, asked for as long as the component is there. */
export function useFrame<T>(name: string): Frame<T> {
  const experiment = useExperiment();
  useEffect(() => experiment.watch(name), [experiment, name]);
  return useFrameOf<T>(name);
}

/** The same without asking for it: for a frame that something else watches. */
export function useFrameOf<T>(name: string): Frame<T> {
  const experiment = useExperiment();
  return useMemo(
    () => ({
      feed: feedOf(experiment.store, ({frames}) => frames[name] as T | undefined),
      onDrawn: () => experiment.want(name),
    }),
    [experiment, name],
  );
}

/** The newest answer to a question. */
export function useAnswer<T>(question: string): Feed<T | undefined> {
  const {store} = useExperiment();
  return useMemo(() => feedOf(store, ({answers}) => answers[question] as T | undefined), [store, question]);
}
