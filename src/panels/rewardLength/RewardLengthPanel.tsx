/** Reward against length: how far a reward model rewards the length of answers. */

import {useRef, useState} from 'react';
import {Chart} from '../chart/Chart.tsx';
import {formatSteps, formatValue, plain} from '../chart/format.ts';
import {Glide, Reach, wantsCalm} from '../chart/glide.ts';
import type {Label} from '../chart/labels.ts';
import type {Overlay} from '../chart/overlay.ts';
import {union} from '../chart/scale.ts';
import type {Feed, RewardFrame} from '../data.ts';
import {constant} from '../frame/constant.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {pairOf} from '../shared/answers.ts';
import type {Place} from '../shared/padding.ts';
import {drawAxes, drawLength, drawPair, drawPath} from './draw.ts';
import {type Expected, expectedAt, expectedText} from './expected.ts';
import {histogramsOf, lengthDomain, rewardReach, tallestOf} from './histograms.ts';
import {endsOf, type LengthLayout, lengthLayout} from './layout.ts';
import {Walk} from './path.ts';
import {readOut, rowAt} from './readOff.ts';
import {judgeOf, type LengthSummary, lengthSummaryOf} from './summary.ts';
import '../shared/reward.css';

interface Props {
  /** Title and story, if this is the figure in the middle of the page. */
  figure?: {title: string; sentence: string};
  rewards: Feed<RewardFrame | undefined>;
  /** Called when a new frame has been drawn: the page then asks for the next one. */
  onDrawn(): void;
  /** The pair that stays joined while nothing is pointed at. */
  chosen?: Feed<number | undefined>;
  /** Row of the answer that is pointed at: 2 i for answer A of pair i, 2 i + 1 for its B. */
  onHover?(row: number | undefined): void;
  onChoose?(pair: number): void;
  /** How much log-odds a point of true worth is to annotators: with it, the line of an unbiased judge is drawn. */
  care?: Feed<number | undefined>;
  /** The way of an answer that filler is added to. */
  path?: Feed<readonly Place[] | undefined>;
  /** The line that the reader has drawn. */
  expected?: Feed<Expected | undefined>;
  /** The rewards of another run that is shown beside this one, and the axes that both have. */
  beside?: Feed<RewardFrame | undefined>;
  axes?: Axes;
  formula?: () => Promise<string>;
}

const NEVER = constant(undefined);

/** The chart alone, without a frame around it. */
export function RewardLengthChart({
  rewards,
  onDrawn,
  chosen = NEVER,
  onHover,
  onChoose,
  care = NEVER,
  path = NEVER,
  expected = NEVER,
  beside = NEVER,
  axes: shared,
}: Omit<Props, 'figure' | 'formula'>) {
  const drawn = useRef<RewardFrame>(undefined);
  const seen = useRef<LengthLayout>(undefined);
  const hovered = useRef<number>(undefined);
  const [own] = useState(newAxes);
  const [sides] = useState(() => ({above: new Reach(), beside: new Reach()}));
  const axes = {...(shared ?? own), ...sides};
  const [walk] = useState(() => new Walk());
  const read = () => summaryIn(rewards);

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const summary = read();
    const judge = summary && judgeOf(summary, care.get());
    const way = path.get() ?? [];
    const drawing = expected.get();
    const yours = summary && drawing && expectedAt(summary, drawing);
    const lines = [judge, yours].flatMap((line) => (line ? endsOf(summary!).map(line) : []));
    const also = [...lines, ...way.map(({reward}) => reward)];
    const other = summaryIn(beside);
    const layout = lengthLayout({width, height, summary, judge, yours, ...shown({summary, other, axes, now, also})});
    seen.current = layout;
    drawLength(surface, layout);
    drawAxes(overlay, layout);
    const walked = walk.along(way, now, wantsCalm());
    drawPath(surface, layout, walked);
    overlay.labels([...layout.labels, ...pathLabel(layout, walked)]);
    const pair = chosen.get();
    const row = hovered.current ?? (pair === undefined ? undefined : 2 * pair);
    const known = summary && row !== undefined && row < summary.answers.count ? row : undefined;
    if (known !== undefined) drawPair(surface, layout, known);
    const rows = known === undefined || hovered.current === undefined ? [] : readOut(summary!.answers, known);
    const place = {x: layout.dots.x[known ?? 0] ?? 0, y: layout.dots.y[known ?? 0] ?? 0};
    overlay.card(rows, place, surface);
    overlay.probe({
      count: summary?.answers.count ?? 0,
      index: known === undefined ? undefined : summary!.byLength.indexOf(known),
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const frame = rewards.get();
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return walk.moving || Object.values(axes).some(({moving}) => moving);
  };

  const hover = (row: number | undefined) => {
    if (row === hovered.current) return false;
    hovered.current = row;
    onHover?.(row);
    return true;
  };

  const choose = () => {
    if (hovered.current !== undefined) onChoose?.(pairOf(hovered.current));
  };

  return (
    <Chart
      id="reward-length"
      label="Answer to read off, from the shortest to the longest"
      feeds={[rewards, chosen, care, path, expected, beside]}
      draw={draw}
      onPoint={(at) => hover(at && seen.current && rowAt(seen.current, at))}
      onProbe={(i) => hover(i === undefined ? undefined : read()?.byLength[i])}
      onChoose={choose}
    />
  );
}

function pathLabel({x, y, plot}: LengthLayout, walked: readonly Place[]): Label[] {
  const end = walked.length > 1 ? walked.at(-1) : undefined;
  if (!end) return [];
  const place = {x: x(end.length), y: Math.max(plot.top + 8, y(end.reward) - 16)};
  return [
    {key: 'path', text: 'with filler', tone: 'ink', anchor: place.x < plot.left + 80 ? 'start' : 'end', ...place},
  ];
}

function summaryIn(rewards: Props['rewards']): LengthSummary | undefined {
  const frame = rewards.get();
  return frame && lengthSummaryOf(frame);
}

export function RewardLengthPanel({figure, formula, ...chart}: Props) {
  const {rewards} = chart;
  return (
    <PanelFrame
      id="reward-length"
      title={figure?.title ?? 'Reward against length'}
      level={figure ? 1 : 2}
      sentence={
        <>
          {figure && <span className="reward-story">{figure.sentence}</span>}
          <Sentence rewards={rewards} care={chart.care ?? NEVER} expected={chart.expected ?? NEVER} />
        </>
      }
      formula={formula}
      table={() => tableOf(summaryIn(rewards))}
    >
      <RewardLengthChart {...chart} />
    </PanelFrame>
  );
}

export interface Axes {
  length: Glide;
  reward: Reach;
}

export const newAxes = (): Axes => ({length: new Glide(), reward: new Reach()});

interface Wanted {
  summary: LengthSummary | undefined;
  /** Of the run beside it. */
  other: LengthSummary | undefined;
  axes: Axes & {above: Reach; beside: Reach};
  now: number;
  also: readonly number[];
}

/** The present domains of the axes, and the histograms, whose bins stay while the axes glide. */
function shown({summary, other, axes, now, also}: Wanted) {
  if (!summary)
    return {domains: {length: [0, 60], reward: [-1, 1], above: 1, beside: 1} as const, histograms: undefined};
  const all = [summary, ...(other ? [other] : [])].map(({answers}) => answers);
  const [low, high] = all.map((answers) => rewardReach(answers, also)).reduce(union);
  const reward = axes.reward.show([low, high], now);
  const histograms = histogramsOf(summary.answers, axes.reward.target);
  const domains = {
    length: axes.length.towards('linear', all.map(lengthDomain).reduce(union), now),
    reward,
    above: axes.above.show([0, tallestOf(histograms.length)], now)[1],
    beside: axes.beside.show([0, tallestOf(histograms.reward)], now)[1],
  };
  return {domains, histograms};
}

function Sentence({rewards, care, expected}: Required<Pick<Props, 'rewards' | 'care' | 'expected'>>) {
  const frame = useFeed(rewards);
  const judges = useFeed(care) !== undefined;
  const drawing = useFeed(expected);
  if (!frame) return 'The rewards of unseen answers are on their way.';
  const summary = lengthSummaryOf(frame);
  const {correlation, interval, worth} = summary;
  const [low, high] = interval;
  return (
    <>
      Correlation of reward and length:{' '}
      <span className="chart-figures chart-key" data-testid="reward-length-correlation">
        {signed(correlation)}
      </span>
      , between <span className="chart-figures">{signed(low)}</span> and{' '}
      <span className="chart-figures">{signed(high)}</span>. Unseen answers,{' '}
      <span className="reward-chosen">● chosen</span> or <span className="reward-rejected">○ rejected</span>; ◆ average
      reward in each tenth by length.
      {judges && worth && (
        <>
          {' '}
          Dashed: an unbiased judge, <span className="chart-figures">r = {signed(worth.correlation)}</span>.
        </>
      )}
      {drawing && <span data-testid="expected-off"> {expectedText(summary, drawing)}</span>}
    </>
  );
}

const signed = (value: number) => value.toFixed(2).replace('-', '−');

function tableOf(summary: LengthSummary | undefined): Table {
  const columns = ['pair', 'answer', 'verdict', summary?.answers.counted ?? 'length', 'reward', 'true worth'];
  if (!summary) return {caption: 'No rewards have been measured yet.', columns, rows: []};
  const {answers, correlation, interval, byLength, worth} = summary;
  const [low, high] = interval.map(formatValue);
  return {
    caption:
      `Step ${formatSteps(answers.tick)}: unseen answers from the shortest to the longest. ` +
      `Correlation of reward and length ${formatValue(correlation)}, 95 % interval ${low} to ${high}.` +
      (worth ? ` Correlation of true worth and length ${formatValue(worth.correlation)}.` : ''),
    columns,
    rows: byLength.map((row) => [
      pairOf(row) + 1,
      row % 2 === 0 ? 'A' : 'B',
      answers.kind[row],
      plain(answers.length[row]),
      plain(answers.reward[row]),
      answers.hasGold ? plain(answers.gold[row]) : '–',
    ]),
  };
}
