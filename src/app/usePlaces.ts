import {useShallow} from 'zustand/react/shallow';
import {useRun} from '../labs/kit/context.tsx';
import {lastMoveOf, presentSettings, shownPlaces, shownStage} from '../labs/kit/settings.ts';
import {language} from '../programs/index.spec.ts';
import type {Place} from '../spec/index.ts';

/**
 * What settings depend on. It changes with them and not at each step, which would draw the rail again and take most of the
 * page's time.
 */
export const useSettled = () =>
  useRun(
    useShallow((state) => {
      const {preset, spec, member, unconfirmed, stage, chosenStage} = state;
      return {preset, spec, member, unconfirmed, stage, chosenStage, tick: lastMoveOf(state)};
    }),
  );

/** The settings of the shown stage and member that something reads, for components. */
export function usePlaces(): Place[] {
  const known = useSettled();
  const {idle} = language.program(shownStage(known).program);
  const unread = idle?.(presentSettings(known) as never);
  return shownPlaces(known).filter(({path}) => !unread?.includes(path));
}
