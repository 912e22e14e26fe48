import './hint.css';
import {useEffect} from 'react';
import {Button} from 'react-aria-components';
import {type LabState, useLab} from '../run/store.ts';
import {finishHint, type HintName} from './hints.ts';

/** Whether the reader has just done what a hint says. */
const FOLLOWED: Readonly<Record<HintName, (now: LabState, before: LabState) => boolean>> = {
  space: ({phase}) => phase === 'paused',
  turn: isTurned,
  hover: ({hovered}) => hovered !== undefined,
  taste: isTurned,
  // Then it was there to be watched.
  correlation: ({phase}, before) => phase === 'finished' && before.phase === 'training',
  wrong: ({pair}, before) => pair !== undefined && pair !== before.pair,
};

function isTurned(now: LabState, before: LabState): boolean {
  return now.preset === before.preset && (now.spec !== before.spec || Object.keys(now.unconfirmed).length > 0);
}

export default function HintNote({name}: {name: HintName}) {
  const touch = matchMedia('(pointer: coarse)').matches;
  const pictures = useLab((state) => state.points?.sprite !== undefined);
  useEffect(() => useLab.subscribe((now, before) => FOLLOWED[name](now, before) && finishHint(name)), [name]);
  return (
    <p className={`hint hint-${name}`} role="note" data-testid={`hint-${name}`}>
      {name === 'space' && (
        <>
          press <kbd>space</kbd>
        </>
      )}
      {(name === 'turn' || name === 'taste') && 'change this and watch'}
      {name === 'hover' && `${touch ? 'tap' : 'hover over'} a ${pictures ? 'picture' : 'point'}`}
      {name === 'correlation' && 'watch the correlation'}
      {name === 'wrong' && '✗ finds one that it gets wrong'}
      <Button className="hint-close" aria-label="Put this hint away" onPress={() => finishHint(name)}>
        ×
      </Button>
    </p>
  );
}
