import {useShallow} from 'zustand/react/shallow';
import {useRun} from '../labs/kit/context.tsx';
import {presentSettings, shownPlaces, shownStage} from '../labs/kit/settings.ts';
import {language} from '../programs/index.spec.ts';
import type {Place} from '../spec/index.ts';

/** The settings of the shown stage and member that something reads, for components. */
export function usePlaces(): Place[] {
  const known = useRun(
    // The tick matters to settings only where the run has recorded moves.
    useShallow(({spec, member, unconfirmed, stage, chosenStage, tick}) => ({
      spec,
      member,
      unconfirmed,
      stage,
      chosenStage,
      tick: spec.moves.length > 0 ? tick : 0,
    })),
  );
  const {idle} = language.program(shownStage(known).program);
  const unread = idle?.(presentSettings(known) as never);
  return shownPlaces(known).filter(({path}) => !unread?.includes(path));
}
