import {useShallow} from 'zustand/react/shallow';
import {useRun} from '../labs/kit/context.tsx';
import {presentPlaces} from '../labs/kit/settings.ts';
import type {Place} from '../spec/index.ts';

/** The settings of this moment, for components. */
export function usePlaces(): Place[] {
  return presentPlaces(
    useRun(
      // The tick matters to settings only where the run has recorded moves.
      useShallow(({spec, unconfirmed, stage, chosenStage, tick}) => ({
        spec,
        unconfirmed,
        stage,
        chosenStage,
        tick: spec.moves.length > 0 ? tick : 0,
      })),
    ),
  );
}
