/** The figure in the middle: of each stage its own. */
import {Suspense} from 'react';
import type {LawFrame, RewardFrame} from '../../panels/data.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import {LikeliestPanel} from '../../panels/likeliest/LikeliestPanel.tsx';
import {useExperiment, useFrame, useFrameOf, useRun, useSelected} from '../kit/context.tsx';
import {panelFormula} from '../kit/formulas.ts';
import {presentStage, seenIndex} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';
import {useFigureWords} from '../kit/story.ts';
import {QUESTION, questionOf, sayingsShown} from './asked.ts';
import {OverOptimisation} from './OverOptimisation.tsx';

/** Its figure is that of the reward lab, which is loaded where a reward model is trained. */
const Judge = lazyPart(async () => ({default: (await import('../reward/Figure.tsx')).Figure}));
const RewardLength = lazyPart(async () => ({
  default: (await import('../../panels/rewardLength/RewardLengthPanel.tsx')).RewardLengthPanel,
}));

type Kind = 'judge' | 'judged' | 'imitates' | 'learns';

/** What is to be seen of the stage that is trained, or of the one that the reader looks back to. */
function kindOf(state: RunState): Kind {
  const {program, spec} = state.spec.stages[seenIndex(state)];
  if (program === 'reward') {
    if (presentStage(state).program === program) return 'judge';
    // Another member may have been shown while the judge was trained.
    return 'rewards' in state.frames ? 'judged' : 'learns';
  }
  return (spec as {sampling: {kind: string}}).sampling.kind === 'demonstrations' ? 'imitates' : 'learns';
}

export function Figure() {
  const kind = useRun(kindOf);
  if (kind === 'learns') return <OverOptimisation />;
  if (kind === 'imitates') return <Imitation />;
  return <Suspense>{kind === 'judge' ? <Judge /> : <Judged />}</Suspense>;
}

/** The rewards that the judge gave while it was trained. Its answers can no longer be asked about. */
function Judged() {
  const figure = useFigureWords();
  return (
    <RewardLength
      figure={figure}
      rewards={useFrameOf<RewardFrame>('rewards').feed}
      onDrawn={nothingMore}
      formula={panelFormula('rewardLength')}
    />
  );
}

const nothingMore = () => {};

/** While the policy imitates there is nothing yet that it moves away from: what it has learnt to say is shown. */
function Imitation() {
  const experiment = useExperiment();
  const {feed, onDrawn} = useFrame<LawFrame>('law');
  return (
    <LikeliestPanel
      figure={{
        title: 'First it learns to speak',
        sentence:
          'The policy imitates the answers of the writers, good and bad. Nobody has told it yet what is better.',
      }}
      law={feed}
      onDrawn={onDrawn}
      sayings={useSelected(sayingsShown)}
      question={useSelected(questionOf)}
      onQuestion={(question) => experiment.read(QUESTION, question)}
      formula={panelFormula('likeliest')}
    />
  );
}
