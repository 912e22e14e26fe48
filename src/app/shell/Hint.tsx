/** A place for a hint, until the reader has followed it. Its look is loaded on demand: most readers need none. */
import {Suspense} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import {lazyPart, Nothing} from '../../panels/frame/later.ts';
import {usePage} from '../page.ts';
import {useHints} from './hints.ts';
import {useHelp} from './keys.ts';

const HintNote = lazyPart(() => import('./HintNote.tsx'), Nothing);

/** The hint of the lab in view that belongs to a spot, if there is one. While the help is open there is none. */
export function Hint({spot}: {spot: string}) {
  const hint = usePage(({loaded}) => loaded?.hints.find((one) => one.spot === spot));
  const done = useHints((state) => hint && state.done.includes(hint.name));
  const applies = useRun((state) => hint?.applies?.(state) ?? true);
  const isHelped = useHelp((state) => state.open);
  return <Suspense>{hint && applies && !done && !isHelped && <HintNote key={hint.name} hint={hint} />}</Suspense>;
}
