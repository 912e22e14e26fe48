/** Pushes and pulls on the sphere: the buttons for them, and what they show, which is loaded when it is asked for. */
import {Suspense, useCallback, useEffect, useMemo, useRef} from 'react';
import {ToggleButton} from 'react-aria-components';
import type {BatchFrame, EmbeddingFrame, Feed, PointSet} from '../../panels/data.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import type {Stage} from '../../panels/hypersphere/stage.ts';
import {useExperiment, useFrameOf, useRun, useSelected} from '../kit/context.tsx';
import {hoveredOf} from '../kit/feeds.ts';
import {showStage} from './figureStage.ts';
import {
  comeAlongWithTurns,
  leaveSlow,
  leaveWhenItGoesOn,
  toggleField,
  togglePushers,
  toggleSlow,
  useForces,
} from './forces.ts';
import {forcesOf, weighingOf} from './law.ts';

const Field = lazyPart(() => import('../../panels/forces/Field.tsx'));
const Pushers = lazyPart(() => import('../../panels/forces/Pushers.tsx'));
const Slow = lazyPart(() => import('../../panels/forces/Slow.tsx'));

export function ForceButtons() {
  const experiment = useExperiment();
  const shown = useForces((state) => state.shown);
  return (
    <>
      <ToggleButton className="quiet" isSelected={shown === 'field'} onChange={toggleField} data-testid="field">
        pushes
      </ToggleButton>
      <ToggleButton className="quiet" isSelected={shown === 'pushers'} onChange={togglePushers} data-testid="pushers">
        who pushes
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
  const hovered = useSelected(hoveredOf);
  const looked = useLooked(hovered, points);
  const weighing = useSelected(weighingOf);
  useEffect(() => showStage(stage), [stage]);
  useEffect(() => leaveWhenItGoesOn(experiment), [experiment]);
  useEffect(() => comeAlongWithTurns(experiment, looked), [experiment, looked]);
  return (
    <Suspense>
      {shown === 'field' && (
        <Field stage={stage} points={points} batch={batch.feed} watch={watch} onDrawn={batch.onDrawn} />
      )}
      {shown === 'pushers' && (
        <Pushers
          stage={stage}
          points={points}
          embedding={embedding.feed}
          weighing={weighing}
          hovered={hovered}
          row={looked()}
        />
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

/** The row that the reader looked at last: a pointer has left it when it turns a setting. */
function useLooked(hovered: Feed<number | undefined>, points: PointSet | undefined): () => number | undefined {
  const last = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other points have other rows
  useEffect(() => {
    last.current = undefined;
    return hovered.subscribe(() => {
      last.current = hovered.get() ?? last.current;
    });
  }, [hovered, points]);
  return useCallback(() => last.current, []);
}
