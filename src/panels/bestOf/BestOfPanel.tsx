/** Best-of-n: the gain when the reward chooses among n answers, by the reward itself and in truth. */
import {useState} from 'react';
import {plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import type {CandidatesFrame, Feed} from '../data.ts';
import {FramePanel, type Stop} from '../frame/FramePanel.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {curveOf, neededGain, sentenceOf} from './curve.ts';
import {drawBestOf} from './draw.ts';
import {bestOfLayout} from './layout.ts';

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
      paint: (surface: Surface, read: Stop | undefined) => drawBestOf(surface, layout, read),
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
