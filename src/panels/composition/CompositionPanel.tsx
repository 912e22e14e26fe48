/** The mean number of moves of each kind in an answer, of the policy beside its reference. */
import {useState} from 'react';
import {plain} from '../chart/format.ts';
import {Reach} from '../chart/glide.ts';
import type {Feed, LawFrame} from '../data.ts';
import {FrameChart, type Stop} from '../frame/FramePanel.tsx';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {fitting} from '../shared/law.ts';
import {type Asked, QuestionChoice} from '../shared/QuestionChoice.tsx';
import type {Sayings} from '../shared/sayings.ts';
import {compositionOf, sentenceOf} from './composition.ts';
import {drawComposition} from './draw.ts';
import {compositionLayout} from './layout.ts';

interface Props extends Asked {
  law: Feed<LawFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function CompositionPanel({law, onDrawn, sayings, question, onQuestion, formula}: Props) {
  const [axis] = useState(() => new Reach());
  const known = useFeed(sayings);
  const asked = useFeed(question);
  const picture = (frame: LawFrame | undefined, {width, height, now}: Surface) => {
    const drawn = fitting(frame, known);
    const composition = drawn && known && compositionOf(drawn, known, asked);
    const most = Math.max(
      0.1,
      ...(composition?.ingredients ?? []).flatMap(({policy, reference}) => [policy, reference]),
    );
    const [, reach] = composition ? axis.show([0, most], now) : [0, 1];
    const layout = compositionLayout(width, height, composition, reach);
    return {
      ...layout,
      moving: axis.moving,
      paint: (surface: Surface, read: Stop | undefined) => drawComposition(surface, layout, read),
    };
  };
  return (
    <PanelFrame
      id="composition"
      title="What its answers are made of"
      sentence={<Sentence law={law} sayings={known} question={asked} />}
      formula={formula}
      table={() => tableOf(law.get(), known, asked)}
    >
      <div className="chart-frame">
        <FrameChart
          id="composition"
          label="Kind of move to read off"
          feed={law}
          onDrawn={onDrawn}
          picture={picture}
          along="y"
        />
        <div className="chart-controls">
          <QuestionChoice id="composition" sayings={known} question={asked} onQuestion={onQuestion} all />
        </div>
      </div>
    </PanelFrame>
  );
}

interface Read {
  sayings: Sayings | undefined;
  question: number | undefined;
}

function Sentence({law, sayings, question}: Read & Pick<Props, 'law'>) {
  const frame = fitting(useFeed(law), sayings);
  if (!frame || !sayings) return 'What answers are made of is on its way.';
  return <span data-testid="composition-says">{sentenceOf(compositionOf(frame, sayings, question))}</span>;
}

function tableOf(newest: LawFrame | undefined, sayings: Sayings | undefined, question: number | undefined): Table {
  const frame = fitting(newest, sayings);
  const columns = ['kind of move', 'policy', 'reference', 'change', 'gold reward of each'];
  if (!frame || !sayings) return {caption: 'Nothing has been measured yet.', columns, rows: []};
  const {tick, ingredients} = compositionOf(frame, sayings, question);
  const asked = question === undefined ? undefined : sayings.questions[question];
  return {
    caption: `Step ${tick}: the mean number of moves in an answer, ${asked ? `to “${asked.asks}”` : 'over all questions'}.`,
    columns,
    rows: ingredients.map(({kind, policy, reference, change}) => [
      kind.plural,
      plain(policy),
      plain(reference),
      plain(change),
      kind.worth === undefined ? '–' : plain(kind.worth),
    ]),
  };
}
