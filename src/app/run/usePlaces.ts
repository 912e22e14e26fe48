import {useShallow} from 'zustand/react/shallow';
import type {Place} from '../../spec/index.ts';
import {presentPlaces} from './settings.ts';
import {useLab} from './store.ts';

/** The settings of this moment, for components. */
export function usePlaces(): Place[] {
  return presentPlaces(
    useLab(
      // The tick matters to settings only where the run has recorded moves.
      useShallow(({spec, unconfirmed, tick}) => ({spec, unconfirmed, tick: spec.moves.length > 0 ? tick : 0})),
    ),
  );
}
