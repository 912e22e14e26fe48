/** Pushes and pulls on the sphere: the buttons for them, and what they show, which is loaded when it is asked for. */
import {lazy, Suspense, useEffect, useMemo} from 'react';
import {ToggleButton} from 'react-aria-components';
import type {BatchFrame, EmbeddingFrame, PointSet} from '../../panels/data.ts';
import type {Stage} from '../../panels/hypersphere/stage.ts';
import {useExperiment, useFrameOf, useRun, useSelected} from '../kit/context.tsx';
import {leaveSlow, leaveSlowWhenItGoesOn, toggleField, toggleSlow, useForces} from './forces.ts';
import {forcesOf} from './law.ts';

const Field = lazy(() => import('../../panels/forces/Field.tsx'));
const Slow = lazy(() => import('../../panels/forces/Slow.tsx'));

export function ForceButtons() {
  const experiment = useExperiment();
  const shown = useForces((state) => state.shown);
  return (
    <>
      <ToggleButton className="quiet" isSelected={shown === 'field'} onChange={toggleField} data-testid="field">
        pushes
      </ToggleButton>
      <ToggleButton
        className="quiet"
        isSelected={shown === 'slow'}
        onChange={() => toggleSlow(experiment)}
        data-testid="slow"
      >
        slow motion
      </ToggleButton>
    </>
  );
}

export function Forces({stage, points}: {stage: Stage; points: PointSet | undefined}) {
  const experiment = useExperiment();
  const over = useRun(({phase}) => phase !== 'paused');
  const shown = useForces((state) => state.shown);
  const batch = useFrameOf<BatchFrame>('batch');
  const embedding = useFrameOf<EmbeddingFrame>('points');
  const law = useSelected(forcesOf);
  const watch = useMemo(() => () => experiment.watch('batch'), [experiment]);
  useEffect(() => leaveSlowWhenItGoesOn(experiment), [experiment]);
  return (
    <Suspense>
      {shown === 'field' && (
        <Field stage={stage} points={points} batch={batch.feed} watch={watch} onDrawn={batch.onDrawn} />
      )}
      {shown === 'slow' && (
        <Slow
          stage={stage}
          points={points}
          batch={batch.feed}
          embedding={embedding.feed}
          law={law}
          row={experiment.store.getState().hovered}
          over={over}
          watch={watch}
          onDrawn={batch.onDrawn}
          onStep={() => experiment.step()}
          onLeave={leaveSlow}
        />
      )}
    </Suspense>
  );
}
