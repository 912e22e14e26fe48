/** Substance against length: how often the reward prefers the answer that is truly better. */
import {formatShare, plain} from '../chart/format.ts';
import type {Feed, RewardFrame} from '../data.ts';
import type {Palette} from '../frame/palette.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {FramePanel, type Stop} from './FramePanel.tsx';
import {COLUMNS, ROWS, type SubstanceLayout, substanceLayout, substanceOf} from './substance.ts';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function StyleSubstancePanel({rewards, onDrawn, formula}: Props) {
  const picture = (frame: RewardFrame | undefined, {width, height}: Surface) => {
    const layout = substanceLayout(width, height, frame && substanceOf(frame));
    return {...layout, paint: (surface: Surface, read: Stop | undefined) => paint(surface, layout, read)};
  };
  return (
    <FramePanel
      id="substance"
      title="Substance or length"
      sentence={<Sentence rewards={rewards} />}
      formula={formula}
      table={() => tableOf(rewards.get())}
      label="Kind of pair to read off"
      feed={rewards}
      onDrawn={onDrawn}
      picture={picture}
      along="both"
    />
  );
}

function Sentence({rewards}: Pick<Props, 'rewards'>) {
  const frame = useFeed(rewards);
  if (!frame) return 'The rewards of unseen pairs are on their way.';
  const substance = substanceOf(frame);
  if (!substance) return 'Nobody knows which of these answers is truly better.';
  const share = (value: number | undefined, id: string) => (
    <span className="chart-figures chart-key" data-testid={`style-substance-${id}`}>
      {value === undefined ? '–' : formatShare(value)}
    </span>
  );
  return (
    <>
      The reward prefers the truly better answer in {share(substance.longer, 'longer')} of pairs where it is the longer
      one, in {share(substance.shorter, 'shorter')} where it is the shorter.
    </>
  );
}

/** How strongly a cell is coloured at a share of 0 or 1. */
const STRONGEST = {light: 0.5, dark: 0.6};

function paint({context, palette}: Surface, layout: SubstanceLayout, read: Stop | undefined): void {
  context.save();
  layout.cells.forEach(({left, top, right, bottom, count, share}, i) => {
    context.globalAlpha = 1;
    context.fillStyle = palette.raised;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalAlpha = count > 0 ? strengthOf(share, palette) : 0;
    context.fillStyle = share < 0.5 ? palette.negative : palette.accent;
    context.fillRect(left, top, right - left, bottom - top);
    if (layout.stops[i] !== read) return;
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, right - left, bottom - top);
  });
  context.restore();
}

const strengthOf = (share: number, {dark}: Palette) =>
  Math.abs(share - 0.5) * 2 * (dark ? STRONGEST.dark : STRONGEST.light);

function tableOf(frame: RewardFrame | undefined): Table {
  const columns = ['in substance', 'in length', 'pairs', 'the better one preferred'];
  const substance = frame && substanceOf(frame);
  if (!substance) return {caption: 'Nothing to show: no rewards, or no answers known to be better.', columns, rows: []};
  return {
    caption: `Step ${substance.tick}: share of unseen pairs in which the reward prefers the truly better answer.`,
    columns,
    rows: substance.cells.map(({row, column, count, share}) => [
      ROWS[row],
      COLUMNS[column],
      count,
      count > 0 ? plain(share) : '–',
    ]),
  };
}
