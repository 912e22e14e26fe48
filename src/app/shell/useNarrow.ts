import {useSyncExternalStore} from 'react';

/** The width below which the style sheet puts everything in one column and turns the rail into a sheet. */
const narrow = matchMedia('(max-width: 760px)');

function subscribe(listener: () => void) {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
