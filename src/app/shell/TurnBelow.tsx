/** On a phone the rail is a sheet, and a run on its own has none, so the setting to change first stands under the figure, where its effect is seen. */
import {Suspense} from 'react';
import {useRun} from '../../labs/kit/context.tsx';
import {setSetting} from '../changes.ts';
import {RuledField} from '../modes/teaching/RuledField.tsx';
import {present} from '../page.ts';
import {usePlaces} from '../usePlaces.ts';
import {WhatNext} from './menus.ts';
import {useNarrow} from './useNarrow.ts';

export function TurnBelow({always}: {always: boolean}) {
  const isNarrow = useNarrow();
  const turn = useRun((state) => state.preset.turn);
  const place = usePlaces().find(({path}) => path === turn);
  if (!(isNarrow || always) || !place) return null;
  return (
    <div className="turn-below">
      <RuledField
        control={turn}
        field={place.field}
        value={place.value}
        path={`below.${turn}`}
        emphasised
        onChange={(value) => setSetting(present(), turn, value)}
      />
      <Suspense>
        <WhatNext />
      </Suspense>
    </div>
  );
}
