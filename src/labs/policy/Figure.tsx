/** The figure in the middle: of each stage its own. */
import {Suspense} from 'react';
import type {LawFrame} from '../../panels/data.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import {LikeliestPanel} from '../../panels/likeliest/LikeliestPanel.tsx';
import {type Stage, stepsBefore} from '../../spec/index.ts';
import {useExperiment, useFrame, useRun, useSelected} from '../kit/context.tsx';
import {panelFormula} from '../kit/formulas.ts';
import {presentStage} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';
import {QUESTION, questionOf, sayingsShown} from './asked.ts';
import {OverOptimisation} from './OverOptimisation.tsx';

/** Its figure is that of the reward lab, which is loaded where a reward model is trained. */
const Judge = lazyPart(async () => ({default: (await import('../reward/Figure.tsx')).Figure}));

/** The stage that is trained, or the one that the reader looks back to. */
function stageSeen(state: RunState): Stage {
  const {spec, lookingAt} = state;
  if (lookingAt === undefined) return presentStage(state);
  return spec.stages.findLast((_, i) => stepsBefore(spec, i) <= lookingAt) ?? spec.stages[0];
}

function kindOf(state: RunState): 'judge' | 'imitates' | 'learns' {
  const {program, spec} = stageSeen(state);
  // The answers that a judge was tried on are forgotten with its stage.
  if (program === 'reward') return presentStage(state).program === 'reward' ? 'judge' : 'learns';
  return (spec as {sampling: {kind: string}}).sampling.kind === 'demonstrations' ? 'imitates' : 'learns';
}

export function Figure() {
  const kind = useRun(kindOf);
  if (kind === 'learns') return <OverOptimisation />;
  if (kind === 'imitates') return <Imitation />;
  return (
    <Suspense>
      <Judge />
    </Suspense>
  );
}

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
