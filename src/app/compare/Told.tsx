/** A run was pinned, or a pin deleted: what the reader can do about it, for a while. */
import {useEffect, useState} from 'react';
import {Button} from 'react-aria-components';
import {useStore} from 'zustand';
import {NameField} from './NameField.tsx';
import {openCompare} from './open.ts';
import {dismiss, pins, undoDelete} from './pins.ts';
import {names} from './runs.ts';

/** Milliseconds that it stays while nobody reaches for it. */
const STAYS = 9000;

/** `isOver`: it lies over the lab, where the comparison is still to be opened. */
export function Told({isOver = false}: {isOver?: boolean}) {
  const told = useStore(pins, (state) => state.told);
  return (
    <div role="status" className={isOver ? 'compare-told is-over' : 'compare-told'}>
      {told && <Message key={`${told.kind} ${told.id}`} kind={told.kind} id={told.id} isOver={isOver} />}
    </div>
  );
}

interface MessageProps {
  kind: 'pinned' | 'deleted';
  id: string;
  isOver: boolean;
}

function Message({kind, id, isOver}: MessageProps) {
  const [held, setHeld] = useState(false);
  const [renames, setRenames] = useState(false);
  const [gone] = useState(() => names.getState().of.get(id)?.full);
  const name = useStore(names, ({of}) => of.get(id)?.full) ?? gone ?? 'the run';
  const problem = useStore(pins, (state) => state.problem);
  useEffect(() => {
    if (held || renames) return;
    const timer = setTimeout(dismiss, STAYS);
    return () => clearTimeout(timer);
  }, [held, renames]);
  return (
    // While somebody points at it or has come to it by keys, it stays.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing here is pressed
    <div
      className="compare-message"
      data-testid="compare-told"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {renames ? (
        <NameField id={id} automatic={name} onDone={() => setRenames(false)} />
      ) : (
        <p>
          {kind === 'pinned' ? 'Pinned as' : 'Deleted'} “<b>{name}</b>”.
        </p>
      )}
      {!renames && kind === 'pinned' && (
        <Button className="quiet" onPress={() => setRenames(true)} data-testid="told-rename">
          Rename
        </Button>
      )}
      {!renames && kind === 'pinned' && isOver && (
        <Button className="quiet" onPress={openCompare}>
          Compare
        </Button>
      )}
      {kind === 'deleted' && (
        <Button className="quiet" onPress={() => void undoDelete()} data-testid="told-undo">
          Undo
        </Button>
      )}
      <Button className="quiet" aria-label="Dismiss" onPress={dismiss}>
        ×
      </Button>
      {problem && <p className="compare-problem">{problem}</p>}
    </div>
  );
}
