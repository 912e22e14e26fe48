/** A reliability diagram: the reward model's confidence against its accuracy. */
import {formatShare, plain} from '../chart/format.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {FrameChart, FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {Terms} from '../glossary/Terms.tsx';
import {calibrationOf, verdictOn} from './calibration.ts';
import {drawReliability} from './draw.ts';
import {reliabilityLayout} from './layout.ts';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

function picture(frame: RewardFrame | undefined, {width, height}: Surface) {
  const layout = reliabilityLayout(width, height, frame && calibrationOf(frame));
  return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawReliability(surface, layout, read)};
}

const CHART = {id: 'reliability', label: 'How sure the model is', picture, along: 'x'} as const;

export function ReliabilityPanel({rewards, onDrawn, formula}: Props) {
  return (
    <FramePanel
      {...CHART}
      title="As sure as it is right?"
      sentence={<Sentence rewards={rewards} />}
      formula={formula}
      table={() => tableOf(rewards.get())}
      feed={rewards}
      onDrawn={onDrawn}
    />
  );
}

/** The chart alone, without a frame around it. */
export const ReliabilityChart = ({rewards, onDrawn}: Omit<Props, 'formula'>) => (
  <FrameChart {...CHART} feed={rewards} onDrawn={onDrawn} />
);

function Sentence({rewards}: Pick<Props, 'rewards'>) {
  const frame = useFeed(rewards);
  if (!frame) return 'The rewards of unseen pairs are on their way.';
  const calibration = calibrationOf(frame);
  return (
    <Terms>
      Expected calibration error{' '}
      <span className="chart-figures chart-key" data-testid="reliability-error">
        {formatShare(calibration.error)}
      </span>
      : {verdictOn(calibration)}. When it is 80 % sure it should be right in 80 %.
    </Terms>
  );
}

function tableOf(frame: RewardFrame | undefined): Table {
  const columns = ['how sure', 'pairs', 'mean confidence', 'accuracy'];
  if (!frame) return {caption: 'No rewards have been measured yet.', columns, rows: []};
  const {tick, bins, error} = calibrationOf(frame);
  const edge = (i: number) => 50 + (50 * i) / bins.length;
  return {
    caption: `Step ${tick}: accuracy on unseen pairs by the model's confidence. Expected calibration error ${plain(error)}.`,
    columns,
    rows: bins.map(({count, confidence, accuracy}, i) => [
      `${edge(i)} to ${edge(i + 1)} %`,
      count,
      count > 0 ? plain(confidence) : '–',
      count > 0 ? plain(accuracy) : '–',
    ]),
  };
}
