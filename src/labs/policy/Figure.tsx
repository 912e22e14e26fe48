/** The figure in the middle: of each stage its own. */
import {lazy, Suspense} from 'react';
import {useRun} from '../kit/context.tsx';
import {presentStage} from '../kit/settings.ts';
import {OverOptimisation} from './OverOptimisation.tsx';

/** Its figure is that of the reward lab, which is loaded where a reward model is trained. */
const Judge = lazy(() => import('../reward/Figure.tsx').then(({Figure}) => ({default: Figure})));

export function Figure() {
  const program = useRun((state) => presentStage(state).program);
  if (program !== 'reward') return <OverOptimisation />;
  return (
    <Suspense>
      <Judge />
    </Suspense>
  );
}
