/** Best-of-n: what is gained when the reward chooses among more and more answers, as it believes and in truth. */
import {useState} from 'react';
import {plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import {DASHES, dot, horizontal, strokeLine, vertical} from '../chart/paint.ts';
import type {CandidatesFrame, Feed} from '../data.ts';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {type BestOfLayout, bestOfLayout, curveOf, neededGain, sentenceOf} from './bestOf.ts';
import {FramePanel, type Stop} from './FramePanel.tsx';

interface Props {
  candidates: Feed<CandidatesFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function BestOfPanel({candidates, onDrawn, formula}: Props) {
  const [axis] = useState(() => new Reach());
  const picture = (frame: CandidatesFrame | undefined, {width, height, now}: Surface) => {
    const curve = frame ? curveOf(frame) : [];
    const gain = frame ? axis.show(neededGain(curve), now) : ([0, 1] as const);
    const layout = bestOfLayout({width, height, curve, gain});
    return {
      ...layout,
      moving: axis.moving,
      paint: (surface: Surface, read: Stop | undefined) => paint(surface, layout, read),
    };
  };
  return (
    <FramePanel
      id="bestOf"
      title="The best of n answers"
      sentence={<Sentence candidates={candidates} />}
      formula={formula}
      table={() => tableOf(candidates.get())}
      label="Number of answers to read off"
      feed={candidates}
      onDrawn={onDrawn}
      picture={picture}
      along="x"
    />
  );
}

function Sentence({candidates}: Pick<Props, 'candidates'>) {
  const frame = useFeed(candidates);
  if (!frame) return 'Many answers to the same questions are on their way.';
  return (
    <>
      <span data-testid="best-of-turn">{sentenceOf(curveOf(frame))}</span> Dashed: as the reward model believes.
    </>
  );
}

function paint({context, palette}: Surface, layout: BestOfLayout, read: Stop | undefined): void {
  const {plot, x, y, proxy, gold, turn, drop} = layout;
  for (const value of layout.left.values)
    horizontal(context, y(value), [plot.left, plot.right], {
      colour: value === 0 ? palette.ink3 : palette.line,
      alpha: 0.7,
    });
  for (const place of x) vertical(context, place, [plot.bottom, plot.bottom + 4], {colour: palette.ink3});
  if (turn)
    vertical(context, turn.x, [Math.min(drop, plot.bottom), plot.bottom], {
      colour: palette.accent,
      dashes: DASHES,
      alpha: 0.8,
    });
  if (read) vertical(context, read.x, [plot.top, plot.bottom], {colour: palette.ink3});
  strokeLine(context, x, proxy, {colour: palette.ink2, width: 1.8, dashes: [5, 4]});
  strokeLine(context, x, gold, {colour: palette.accent, width: 2.4});
  for (let i = 0; i < x.length; i++)
    dot(context, x[i], gold[i], {radius: 2.5, colour: palette.accent, ground: palette.paper});
  if (turn) dot(context, turn.x, turn.y, {radius: 5, colour: palette.accent, ground: palette.paper});
}

function tableOf(frame: CandidatesFrame | undefined): Table {
  const columns = ['n', 'divergence, nats', 'gain by the reward model', 'gain in truth', 'mean length'];
  if (!frame) return {caption: 'No answers have been measured yet.', columns, rows: []};
  return {
    caption: `Step ${frame.tick}: the best of n answers by the reward model, over ${frame.questions} questions. Gains in standard deviations.`,
    columns,
    rows: curveOf(frame).map(({n, divergence, proxy, gold, length}) => [
      n,
      plain(divergence),
      plain(proxy),
      plain(gold),
      plain(length),
    ]),
  };
}
