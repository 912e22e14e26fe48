import {useEffect} from 'react';
import {LeaguePanel} from '../panels/league/LeaguePanel.tsx';
import {RewardLengthPanel} from '../panels/rewardLength/RewardLengthPanel.tsx';
import {type PreferenceSettings, preferenceOffersOf} from '../worlds/index.spec.ts';
import {stageOf} from './presets.ts';
import {chosenPair, league, matchModel, rewards, weights} from './run/feeds.ts';
import {choosePair, want, watch} from './run/session.ts';
import {useLab, useStory} from './run/store.ts';
import {Hint} from './shell/Hint.tsx';
import {TurnBelow} from './shell/TurnBelow.tsx';

const formulaOf = (name: 'rewardLength' | 'league') => () =>
  import('../panels/formulas.ts').then(({panelFormulas}) => panelFormulas[name]);
const wantRewards = () => want('rewards');
const wantWeights = () => want('weights');

/** The figure in the middle of the reward lab: what is compared has a length, or it is teams of a league. */
export default function RewardStage() {
  const hasLength = useLab(
    ({spec}) => preferenceOffersOf((stageOf(spec).spec as {world: PreferenceSettings}).world).lengths,
  );
  return (
    <>
      {hasLength ? <RewardAgainstLength /> : <Strengths />}
      <TurnBelow />
    </>
  );
}

function RewardAgainstLength() {
  const {figure} = useStory();
  useEffect(() => watch('rewards'), []);
  return (
    <>
      <Hint name="correlation" />
      <RewardLengthPanel
        figure={figure}
        rewards={rewards}
        onDrawn={wantRewards}
        chosen={chosenPair}
        onChoose={choosePair}
        formula={formulaOf('rewardLength')}
      />
    </>
  );
}

function Strengths() {
  const {figure} = useStory();
  useEffect(() => watch('weights'), []);
  return (
    <LeaguePanel
      figure={figure}
      weights={weights}
      league={league}
      model={matchModel}
      chosen={chosenPair}
      onChoose={choosePair}
      onDrawn={wantWeights}
      formula={formulaOf('league')}
    />
  );
}
