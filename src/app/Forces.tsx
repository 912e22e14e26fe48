/** Pushes and pulls on the sphere: the buttons for them, and what they show, which is loaded when it is asked for. */
import {lazy, Suspense} from 'react';
import {ToggleButton} from 'react-aria-components';
import type {PointSet} from '../panels/data.ts';
import type {Stage} from '../panels/hypersphere/stage.ts';
import {batch, frame, law} from './run/feeds.ts';
import {leaveSlow, toggleField, toggleSlow, useForces} from './run/forces.ts';
import {step, want, watch} from './run/session.ts';
import {useLab} from './run/store.ts';

const Field = lazy(() => import('../panels/forces/Field.tsx'));
const Slow = lazy(() => import('../panels/forces/Slow.tsx'));

const watchBatch = () => watch('batch');
const wantBatch = () => want('batch');

export function ForceButtons() {
  const shown = useForces((state) => state.shown);
  return (
    <>
      <ToggleButton className="quiet" isSelected={shown === 'field'} onChange={toggleField} data-testid="field">
        pushes
      </ToggleButton>
      <ToggleButton className="quiet" isSelected={shown === 'slow'} onChange={toggleSlow} data-testid="slow">
        slow motion
      </ToggleButton>
    </>
  );
}

export function Forces({stage, points}: {stage: Stage; points: PointSet | undefined}) {
  const over = useLab(({phase}) => phase !== 'paused');
  const shown = useForces((state) => state.shown);
  return (
    <Suspense>
      {shown === 'field' && (
        <Field stage={stage} points={points} batch={batch} watch={watchBatch} onDrawn={wantBatch} />
      )}
      {shown === 'slow' && (
        <Slow
          stage={stage}
          points={points}
          batch={batch}
          embedding={frame}
          law={law}
          row={useLab.getState().hovered}
          over={over}
          watch={watchBatch}
          onDrawn={wantBatch}
          onStep={step}
          onLeave={leaveSlow}
        />
      )}
    </Suspense>
  );
}
