/** Where a hint stands as long as it was not followed. What it looks like is loaded apart: most readers know it. */
import {lazy, Suspense} from 'react';
import {type HintName, useHints} from './hints.ts';

const HintNote = lazy(() => import('./HintNote.tsx'));

export function Hint({name}: {name: HintName}) {
  const done = useHints((state) => state.done.includes(name));
  return <Suspense>{!done && <HintNote name={name} />}</Suspense>;
}
