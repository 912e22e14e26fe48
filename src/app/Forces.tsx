/** Pushes and pulls on the sphere: the buttons for them, and what they show, which is loaded when it is asked for. */
import {lazy, Suspense} from 'react';
import {ToggleButton} from 'react-aria-components';
import type {PointSet} from '../panels/data.ts';
import type {Stage} from '../panels/hypersphere/stage.ts';
import {batch} from './run/feeds.ts';
import {toggleField, useForces} from './run/forces.ts';
import {want, watch} from './run/session.ts';

const Field = lazy(() => import('../panels/forces/Field.tsx'));

const watchBatch = () => watch('batch');
const wantBatch = () => want('batch');

export function ForceButtons() {
  const shown = useForces((state) => state.shown);
  return (
    <ToggleButton className="quiet" isSelected={shown === 'field'} onChange={toggleField} data-testid="field">
      pushes
    </ToggleButton>
  );
}

export function Forces({stage, points}: {stage: Stage; points: PointSet | undefined}) {
  const shown = useForces((state) => state.shown);
  return (
    <Suspense>
      {shown === 'field' && (
        <Field stage={stage} points={points} batch={batch} watch={watchBatch} onDrawn={wantBatch} />
      )}
    </Suspense>
  );
}
