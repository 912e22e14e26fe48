/** How much more reward the chosen answer gets than the rejected one, over unseen pairs. */
import {useState} from 'react';
import {formatShare, plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {binText, fullestOf, marginBins, marginReach, marginSummaryOf} from './bins.ts';
import {drawMargins} from './draw.ts';
import {marginLayout} from './layout.ts';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function MarginPanel({rewards, onDrawn, formula}: Props) {
  const [axes] = useState(() => ({x: new Reach(), y: new Reach()}));
  const picture = (frame: RewardFrame | undefined, {width, height, now}: Surface) => {
    const summary = frame && marginSummaryOf(frame);
    const domain = summary ? axes.x.show(marginReach(summary), now) : ([-1, 1] as const);
    // The bins stay while the axis glides.
    const bins = summary ? marginBins(summary, axes.x.target) : [];
    const [, top] = summary ? axes.y.show([0, Math.max(1, fullestOf(bins))], now) : [0, 1];
    const layout = marginLayout({width, height, summary, bins, domain, top});
    return {
      ...layout,
      moving: axes.x.moving || axes.y.moving,
      paint: (surface: Surface, read: Stop | undefined) => drawMargins(surface, layout, read),
    };
  };
  return (
    <FramePanel
      id="margins"
      title="Right by how much"
      sentence={<Sentence rewards={rewards} />}
      formula={formula}
      table={() => tableOf(rewards.get())}
      label="Difference of rewards to read off"
      feed={rewards}
      onDrawn={onDrawn}
      picture={picture}
      along="x"
    />
  );
}

function Sentence({rewards}: Pick<Props, 'rewards'>) {
  const frame = useFeed(rewards);
  if (!frame) return 'The rewards of unseen pairs are on their way.';
  const {right} = marginSummaryOf(frame);
  return (
    <>
      In{' '}
      <span className="chart-figures chart-key" data-testid="reward-margin-right">
        {formatShare(right)}
      </span>{' '}
      of unseen pairs the chosen one gets the higher reward.
    </>
  );
}

function tableOf(frame: RewardFrame | undefined): Table {
  const columns = ['chosen less rejected', 'pairs'];
  if (!frame) return {caption: 'No rewards have been measured yet.', columns, rows: []};
  const summary = marginSummaryOf(frame);
  const bins = marginBins(summary, marginReach(summary));
  return {
    caption: `Step ${summary.tick}: reward of the chosen less that of the rejected answer, over unseen pairs. Above 0 in ${formatShare(summary.right)}, mean ${plain(summary.mean)}.`,
    columns,
    rows: bins.map((bin) => [binText(bin, bins), bin.count]),
  };
}
