/** Reward against length in each run of a sweep, side by side. */
import {useMemo} from 'react';
import {RewardLengthChart} from '../../panels/rewardLength/RewardLengthPanel.tsx';
import {ofSpot} from './ofSpot.ts';
import type {SweepRun} from './run.ts';
import {Tiles, type TilesProps} from './Tiles.tsx';

const noFrame = () => {};

export function Scatters(props: TilesProps) {
  const {run, nameOf} = props;
  return (
    <section className="sweep-spheres sweep-scatters" aria-labelledby="sweep-scatters">
      <header>
        <h2 id="sweep-scatters">Reward against length, for each value</h2>
        <p>Unseen answers, ● chosen or ○ rejected, of the run with seed {run.spec.fan!.seeds[0]}.</p>
      </header>
      <Tiles {...props}>
        {(spot) => (
          <section className="sweep-scatter" aria-label={nameOf(spot)}>
            <Scatter run={run} spot={spot} />
          </section>
        )}
      </Tiles>
    </section>
  );
}

function Scatter({run, spot}: {run: SweepRun; spot: number}) {
  const rewards = useMemo(() => ofSpot(run.rewards, spot), [run, spot]);
  return <RewardLengthChart rewards={rewards} onDrawn={noFrame} />;
}
