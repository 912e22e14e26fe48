/** After the end of a run: offers what can be done with a slider that was moved since. */
import {useRef} from 'react';
import {Button} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {presentStage, shownPlaces} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {describeValue, formatNumber, isFanned} from '../../spec/index.ts';
import {present} from '../page.ts';

/** "temperature 0.3, batch 64": the settings that were moved after the end; empty if none were. */
function movedAfterEnd(state: RunState): string {
  if (state.phase !== 'finished' || Object.keys(state.unconfirmed).length === 0) return '';
  return shownPlaces({...state, chosenStage: undefined})
    .filter(({path}) => path in state.unconfirmed)
    .map(({field, value}) => `${field.label.toLowerCase()} ${describeValue(field, value)}`)
    .join(', ');
}

/** Whether something that the fan varies was moved: members that go on keep their own values of it. */
const movedFan = (state: RunState): boolean =>
  Object.keys(state.unconfirmed).some((path) => isFanned(state.spec, presentStage(state).id, path));

export function WhatNext() {
  const moved = useRun(movedAfterEnd);
  const steps = useRun((state) => presentStage(state).steps);
  const canGoOn = useRun((state) => !movedFan(state));
  const place = useRef<HTMLDivElement>(null);
  // The buttons go when one was pressed: the focus stays at their place, so that Tab leads on from here.
  const leave = (act: () => void) => () => {
    place.current?.focus();
    act();
  };
  return (
    <div role="status" className="what-next-place" tabIndex={-1} ref={place}>
      {moved && (
        <div className="what-next" data-testid="what-next">
          <p>This run has ended. With {moved}:</p>
          <div>
            {canGoOn && (
              <Button className="primary" onPress={leave(() => void present().goOn())} data-testid="go-on">
                Train {formatNumber(steps)} more steps
              </Button>
            )}
            <Button onPress={leave(() => present().restart())} data-testid="run-again">
              Run again from step 0
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
