import {useShallow} from 'zustand/react/shallow';
import {useRun} from '../labs/kit/context.tsx';
import {shownPlaces} from '../labs/kit/settings.ts';
import type {Place} from '../spec/index.ts';

/** The settings of the shown stage and member, for components. */
export function usePlaces(): Place[] {
  return shownPlaces(
    useRun(
      // The tick matters to settings only where the run has recorded moves.
      useShallow(({spec, member, unconfirmed, stage, chosenStage, tick}) => ({
        spec,
        member,
        unconfirmed,
        stage,
        chosenStage,
        tick: spec.moves.length > 0 ? tick : 0,
      })),
    ),
  );
}
