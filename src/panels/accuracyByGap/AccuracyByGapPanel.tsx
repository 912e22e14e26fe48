/** How often the reward model is right, by how much longer or shorter the chosen answer is. */
import {formatShare, plain} from '../chart/format.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {drawAccuracy} from './draw.ts';
import {gapsOf, gapText, isOutermost} from './gaps.ts';
import {gapLayout} from './layout.ts';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function AccuracyByGapPanel({rewards, onDrawn, formula}: Props) {
  const picture = (frame: RewardFrame | undefined, {width, height}: Surface) => {
    const layout = gapLayout(width, height, frame && gapsOf(frame));
    return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawAccuracy(surface, layout, read)};
  };
  return (
    <FramePanel
      id="accuracy"
      title="Right about short answers, too?"
      sentence={<Sentence rewards={rewards} />}
      formula={formula}
      table={() => tableOf(rewards.get())}
      label="Difference of lengths to read off"
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
  const {longer, shorter} = gapsOf(frame);
  if (longer === undefined && shorter === undefined) return 'The items of this world have no length.';
  const share = (value: number | undefined, id: string) => (
    <span className="chart-figures chart-key" data-testid={`accuracy-${id}`}>
      {value === undefined ? '–' : formatShare(value)}
    </span>
  );
  return (
    <>
      Where the longer answer was chosen, the model agrees in {share(longer, 'longer')}; where the shorter one was, in{' '}
      {share(shorter, 'shorter')}.
    </>
  );
}

function tableOf(frame: RewardFrame | undefined): Table {
  const columns = ['chosen is', 'pairs', 'accuracy', 'from', 'to', 'by their taste'];
  if (!frame) return {caption: 'No rewards have been measured yet.', columns, rows: []};
  const {tick, bins, counted, hasBest} = gapsOf(frame);
  return {
    caption: `Step ${tick}: accuracy on unseen pairs by difference of lengths, with its 95 % interval.`,
    columns,
    rows: bins.map((bin, i) => [
      gapText(bin, counted, isOutermost(i, bins)),
      bin.count,
      ...(bin.count > 0 ? [bin.accuracy, ...bin.interval].map(plain) : ['–', '–', '–']),
      hasBest && bin.count > 0 ? plain(bin.best) : '–',
    ]),
  };
}
