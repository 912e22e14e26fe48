/** The figure in the middle: where everything lies on the sphere. */
import {useEffect} from 'react';
import type {EmbeddingFrame} from '../../panels/data.ts';
import {Hypersphere} from '../../panels/hypersphere/Hypersphere.tsx';
import {useExperiment, useFrameOf, useRun, useSelected} from '../kit/context.tsx';
import {hoveredOf} from '../kit/feeds.ts';
import {objectiveFormula} from '../kit/formulas.ts';
import {presentStage, trainedSettings} from '../kit/settings.ts';
import {useFigureWords} from '../kit/story.ts';
import {ForceButtons, Forces} from './Forces.tsx';
import {Goal} from './Goal.tsx';
import {followNeighbours, shownNeighbours} from './neighbours.ts';

export function Figure() {
  const experiment = useExperiment();
  const figure = useFigureWords();
  const points = useRun((state) => state.points);
  const frame = useFrameOf<EmbeddingFrame>('points');
  useEffect(() => followNeighbours(experiment), [experiment]);
  const formula = () => {
    const state = experiment.store.getState();
    return objectiveFormula(presentStage(state).program, trainedSettings(state));
  };
  return (
    <Hypersphere
      title={figure.title}
      sentence={
        <>
          {figure.sentence}
          <Goal />
        </>
      }
      points={points}
      frame={frame.feed}
      onDrawn={frame.onDrawn}
      hovered={useSelected(hoveredOf)}
      onHover={(row) => experiment.hover(row)}
      neighbours={useSelected(shownNeighbours)}
      formula={formula}
      tools={<ForceButtons />}
      overlay={(stage) => <Forces stage={stage} points={points} />}
    />
  );
}
