/** The runs that are compared, each with its line: the present one, and the pins in the reader's order. */
import {useEffect, useRef, useState} from 'react';
import {Button, Checkbox} from 'react-aria-components';
import {useStore} from 'zustand';
import {useRun} from '../../labs/kit/context.tsx';
import {formatSteps} from '../../panels/chart/format.ts';
import {Look} from './Look.tsx';
import {NameField} from './NameField.tsx';
import {openPin} from './openPin.ts';
import type {Pin} from './pin.ts';
import {deletePin, light, movePin, showPin, pins as store} from './pins.ts';
import {names, PRESENT} from './runs.ts';

export function PinList({pins, elsewhere}: {pins: readonly Pin[]; elsewhere: number}) {
  const position = useRun((state) => state.position);
  const own = useStore(names, ({of}) => of.get(PRESENT)?.full);
  const problem = useStore(store, (state) => state.problem);
  useEffect(() => () => light(undefined), []);
  return (
    <section className="compare-list" aria-label="Runs">
      <div className="compare-run">
        <Look look={undefined} />
        <p className="compare-run-name">
          <b>The present run</b>
          <small>
            {own && `${own} · `}step {formatSteps(position)}
          </small>
        </p>
      </div>
      <ul>
        {pins.map((pin, i) => (
          <Item key={pin.id} pin={pin} isFirst={i === 0} isLast={i === pins.length - 1} />
        ))}
      </ul>
      {elsewhere > 0 && (
        <p className="fine">{elsewhere === 1 ? 'One more is' : `${elsewhere} more are`} pinned in the other lab.</p>
      )}
      {problem && <p className="compare-problem">{problem}</p>}
    </section>
  );
}

/** What takes the focus again when a pin has changed its place. */
let focusNext: {id: string; by: -1 | 1} | undefined;

function Item({pin, isFirst, isLast}: {pin: Pin; isFirst: boolean; isLast: boolean}) {
  const {id, look, shown, position, title} = pin;
  const [renames, setRenames] = useState(false);
  const name = useStore(names, ({of}) => of.get(id)?.full) ?? title;
  const buttons = {[-1]: useRef<HTMLButtonElement>(null), 1: useRef<HTMLButtonElement>(null)};
  const renameButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusNext?.id !== id) return;
    buttons[focusNext.by].current?.focus();
    focusNext = undefined;
  });
  const move = (by: -1 | 1) => {
    focusNext = {id, by};
    movePin(id, by);
  };
  return (
    <li
      className="compare-run"
      data-testid={`pin-${look}`}
      onPointerEnter={() => light(id)}
      onPointerLeave={() => light(undefined)}
      onFocus={() => light(id)}
      onBlur={() => light(undefined)}
    >
      <Checkbox
        className="compare-shown"
        aria-label={`Draw the curves of ${name}`}
        isSelected={shown}
        onChange={(on) => showPin(id, on)}
      >
        <Look look={look} />
        <span aria-hidden="true" className="compare-tick">
          {shown ? '✓' : ''}
        </span>
      </Checkbox>
      {renames ? (
        <NameField
          id={id}
          automatic={name}
          onDone={() => {
            setRenames(false);
            requestAnimationFrame(() => renameButton.current?.focus());
          }}
        />
      ) : (
        <p className="compare-run-name">
          <b data-testid="pin-label">{name}</b>
          <small>step {formatSteps(position)}</small>
        </p>
      )}
      <div className="compare-run-tools">
        <Button ref={renameButton} className="quiet" aria-label={`Rename ${name}`} onPress={() => setRenames(true)}>
          Rename
        </Button>
        <Button className="quiet" aria-label={`Open ${name} in the lab`} onPress={() => void openPin(pin)}>
          Open
        </Button>
        <Button
          className="quiet"
          aria-label={`Delete ${name}`}
          onPress={() => void deletePin(id)}
          data-testid="pin-delete"
        >
          Delete
        </Button>
        <span className="compare-run-order">
          {([-1, 1] as const).map((by) => (
            <Button
              key={by}
              ref={buttons[by]}
              className="quiet"
              aria-label={`${name} one place ${by < 0 ? 'up' : 'down'}`}
              aria-disabled={(by < 0 ? isFirst : isLast) || undefined}
              onPress={() => move(by)}
            >
              {by < 0 ? '↑' : '↓'}
            </Button>
          ))}
        </span>
      </div>
    </li>
  );
}
