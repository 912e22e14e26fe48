/** The figure in the middle: reward against length where the items have a length, else the teams of a league. */
import {Suspense} from 'react';
import type {RewardFrame, WeightsFrame} from '../../panels/data.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import {LeaguePanel} from '../../panels/league/LeaguePanel.tsx';
import {RewardLengthPanel} from '../../panels/rewardLength/RewardLengthPanel.tsx';
import {useExperiment, useFrame, useRun, useSelected} from '../kit/context.tsx';
import {isDrawnFirst} from '../kit/drawing.ts';
import {panelFormula} from '../kit/formulas.ts';
import {presentNumber} from '../kit/settings.ts';
import {useFigureWords} from '../kit/story.ts';
import {leagueOf, PAIR, pairOf, presentMatchModel} from './compared.ts';
import {expectedOf} from './expected.ts';
import {hasLengths} from './lengths.ts';
import {pathOf} from './padding.ts';

const careOf = presentNumber('world.care');

/** Loaded when somebody draws. */
const ExpectedLine = lazyPart(() => import('./ExpectedLine.tsx'));

export function Figure() {
  const isDrawn = useRun(isDrawnFirst);
  const lengths = useRun(hasLengths);
  if (!lengths) return <Strengths />;
  return isDrawn ? (
    <Suspense>
      <ExpectedLine />
    </Suspense>
  ) : (
    <RewardAgainstLength />
  );
}

function RewardAgainstLength() {
  const experiment = useExperiment();
  const figure = useFigureWords();
  const {feed, onDrawn} = useFrame<RewardFrame>('rewards');
  return (
    <RewardLengthPanel
      figure={figure}
      rewards={feed}
      onDrawn={onDrawn}
      chosen={useSelected(pairOf)}
      onChoose={(pair) => experiment.read(PAIR, pair)}
      care={useSelected(careOf)}
      path={useSelected(pathOf)}
      expected={useSelected(expectedOf)}
      formula={panelFormula('rewardLength')}
    />
  );
}

function Strengths() {
  const experiment = useExperiment();
  const figure = useFigureWords();
  const {feed, onDrawn} = useFrame<WeightsFrame>('weights');
  return (
    <LeaguePanel
      figure={figure}
      weights={feed}
      league={useSelected(leagueOf)}
      model={useSelected(presentMatchModel)}
      chosen={useSelected(pairOf)}
      onChoose={(pair) => experiment.read(PAIR, pair)}
      onDrawn={onDrawn}
      formula={panelFormula('league')}
    />
  );
}
