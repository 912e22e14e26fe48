/** Substance against length or style: how often the reward prefers the answer that is truly better. */
import {useState} from 'react';
import {formatShare, plain} from '../chart/format.ts';
import {drawShares} from '../chart/shares.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {substanceLayout} from './layout.ts';
import {type Aspect, knowsStyle, substanceOf} from './substance.ts';
import './substance.css';

interface Props {
  rewards: Feed<RewardFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function StyleSubstancePanel({rewards, onDrawn, formula}: Props) {
  const [wanted, setAspect] = useState<Aspect>('length');
  const frame = useFeed(rewards);
  const hasStyle = frame !== undefined && knowsStyle(frame);
  const aspect = hasStyle ? wanted : 'length';
  const picture = (frame: RewardFrame | undefined, {width, height}: Surface) => {
    const layout = substanceLayout(width, height, frame && substanceOf(frame, aspect));
    return {...layout, paint: (surface: Surface, read: Stop | undefined) => drawShares(surface, layout, read)};
  };
  return (
    <FramePanel
      id="substance"
      title={`Substance or ${aspect}`}
      sentence={<Sentence frame={frame} aspect={aspect} />}
      tools={hasStyle && <Switch aspect={aspect} onChange={setAspect} />}
      formula={formula}
      table={() => tableOf(rewards.get(), aspect)}
      label="Kind of pair to read off"
      feed={rewards}
      onDrawn={onDrawn}
      picture={picture}
      along="both"
    />
  );
}

const ASPECTS: readonly Aspect[] = ['length', 'style'];

function Switch({aspect, onChange}: {aspect: Aspect; onChange(aspect: Aspect): void}) {
  return (
    <fieldset className="substance-switch" aria-label="Held against substance">
      {ASPECTS.map((each) => (
        <button
          key={each}
          type="button"
          className="chart-toggle"
          aria-pressed={each === aspect}
          onClick={() => onChange(each)}
          data-testid={`substance-${each}`}
        >
          {each}
        </button>
      ))}
    </fieldset>
  );
}

const WORDS: Readonly<Record<Aspect, readonly [more: string, less: string]>> = {
  length: ['longer', 'shorter'],
  style: ['more styled', 'plainer'],
};

function Sentence({frame, aspect}: {frame: RewardFrame | undefined; aspect: Aspect}) {
  if (!frame) return 'The rewards of unseen pairs are on their way.';
  const substance = substanceOf(frame, aspect);
  if (!substance) return `No two of these answers differ in ${aspect}.`;
  const [more, less] = WORDS[aspect];
  const share = (value: number | undefined, id: string) => (
    <span className="chart-figures chart-key" data-testid={`style-substance-${id}`}>
      {value === undefined ? '–' : formatShare(value)}
    </span>
  );
  return (
    <>
      The reward prefers the {substance.isGold ? 'truly better' : 'chosen'} answer in {share(substance.more, 'more')} of
      pairs where it is the {more} one, in {share(substance.less, 'less')} where it is the {less}.
    </>
  );
}

function tableOf(frame: RewardFrame | undefined, aspect: Aspect): Table {
  const columns = ['in substance', `in ${aspect}`, 'pairs', 'the better one preferred'];
  const substance = frame && substanceOf(frame, aspect);
  if (!substance)
    return {caption: `Nothing to show: no rewards, or no answers that differ in ${aspect}.`, columns, rows: []};
  return {
    caption: `Step ${substance.tick}: share of unseen pairs in which the reward prefers the ${substance.isGold ? 'truly better' : 'chosen'} answer.`,
    columns,
    rows: substance.cells.map(({row, column, count, share}) => [
      substance.rows[row],
      substance.columns[column],
      count,
      count > 0 ? plain(share) : '–',
    ]),
  };
}
