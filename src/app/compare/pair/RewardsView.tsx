/** Rewards against length of two runs, on one scale. */
import {useMemo, useState} from 'react';
import {useFeed} from '../../../panels/frame/useFeed.ts';
import {signal} from '../../../panels/hypersphere/signal.ts';
import {newAxes, RewardLengthChart} from '../../../panels/rewardLength/RewardLengthPanel.tsx';
import {pairOf} from '../../../panels/shared/answers.ts';
import {Row, type Slots} from './Row.tsx';

export function RewardsView(slots: Slots) {
  const {sides} = slots;
  const pointed = useMemo(() => sides.map(() => signal<number | undefined>(undefined)), [sides]);
  const [axes] = useState(newAxes);
  const isSameData = useFeed(sides[0].data) === useFeed(sides[1].data);
  const point = (i: 0 | 1, row: number | undefined) => {
    if (isSameData) pointed[1 - i].set(row === undefined ? undefined : pairOf(row));
  };
  return (
    <>
      <Row
        {...slots}
        figure={(i) => (
          <RewardLengthChart
            rewards={sides[i].rewards}
            beside={sides[1 - i].rewards}
            axes={axes}
            onDrawn={sides[i].onDrawn}
            chosen={pointed[i]}
            onHover={(row) => point(i, row)}
          />
        )}
      />
      <p className="pair-note" data-testid="pair-note" data-kind="rewards">
        Both have the same axes.{' '}
        {isSameData
          ? 'Point at an answer, and its pair stands out on the other side.'
          : 'The two runs have different answers.'}
      </p>
    </>
  );
}
