/** The judge's reward and the truth against the distance from the reference. */
import type {FrontierFrame} from '../../panels/data.ts';
import {FrontierPanel} from '../../panels/frontier/FrontierPanel.tsx';
import {useExperiment, useFrame, useSelected} from '../kit/context.tsx';
import {hoveredTickOf, viewOf} from '../kit/feeds.ts';
import {panelFormula} from '../kit/formulas.ts';
import {ghostsOf} from '../kit/ghosts.ts';
import {useFigureWords} from '../kit/story.ts';
import {stretchOf} from './asked.ts';

export function OverOptimisation() {
  const experiment = useExperiment();
  const figure = useFigureWords();
  const {feed, onDrawn} = useFrame<FrontierFrame>('frontier');
  return (
    <FrontierPanel
      figure={figure}
      frontier={feed}
      onDrawn={onDrawn}
      log={experiment.log}
      view={useSelected(viewOf)}
      stretch={useSelected(stretchOf)}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      ghosts={ghostsOf(experiment)}
      formula={panelFormula('frontier')}
    />
  );
}
