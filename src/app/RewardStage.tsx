import {useEffect} from 'react';
import {RewardLengthPanel} from '../panels/reward/RewardLengthPanel.tsx';
import {chosenPair, rewards} from './run/feeds.ts';
import {choosePair, want, watch} from './run/session.ts';
import {useStory} from './run/store.ts';

const formula = () => import('./rewardFormulas.ts').then(({rewardLength}) => rewardLength);
const wantRewards = () => want('rewards');

/** The figure in the middle of the reward lab. */
export default function RewardStage() {
  const {figure} = useStory();
  useEffect(() => watch('rewards'), []);
  return (
    <RewardLengthPanel
      figure={figure}
      rewards={rewards}
      onDrawn={wantRewards}
      chosen={chosenPair}
      onChoose={choosePair}
      formula={formula}
    />
  );
}
