/** The lengths of answers over training: a histogram for every step that came, the newest at the front. */
import {plain} from '../chart/format.ts';
import type {Feed, LawFrame, View} from '../data.ts';
import {FrameChart, type Stop} from '../frame/FramePanel.tsx';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {type Asked, QuestionChoice} from '../shared/QuestionChoice.tsx';
import type {Sayings} from '../shared/sayings.ts';
import {drawLengths} from './draw.ts';
import {lengthsLayout} from './layout.ts';
import {binText, type Ridge, type Ridges, ridgesOf, sentenceOf} from './ridges.ts';
import {useKept} from './useKept.ts';

interface Props extends Asked {
  law: Feed<LawFrame | undefined>;
  /** The first frame of the run: another one begins a new picture. */
  first: Feed<LawFrame | undefined>;
  /** The member of the population that is shown. */
  member: Feed<number>;
  view: Feed<View>;
  /** Steps at which stages begin, ascending: a picture is of one stage. */
  beginnings: Feed<readonly number[]>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function LengthsPanel({
  law,
  first,
  member,
  view,
  beginnings,
  onDrawn,
  sayings,
  question,
  onQuestion,
  formula,
}: Props) {
  const kept = useKept({law, first, member, view, beginnings});
  const known = useFeed(sayings);
  const asked = useFeed(question);
  const picture = (frame: LawFrame | undefined, {width, height}: Surface) => {
    const ridges = ridgesOf(kept(), frame, asked);
    const layout = lengthsLayout(width, height, ridges, known?.counted ?? 'tokens');
    return {
      ...layout,
      empty: !ridges,
      paint: (surface: Surface, read: Stop | undefined) => drawLengths(surface, layout, read),
    };
  };
  return (
    <PanelFrame
      id="lengths"
      title="How long its answers are"
      sentence={<Sentence law={law} sayings={known} question={asked} />}
      formula={formula}
      table={() => tableOf(ridgesOf(kept(), law.get(), asked), known, asked)}
    >
      <div className="chart-frame">
        <FrameChart id="lengths" label="Step to read off" feed={law} onDrawn={onDrawn} picture={picture} along="y" />
        <div className="chart-controls">
          <QuestionChoice id="lengths" sayings={known} question={asked} onQuestion={onQuestion} all />
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
  const frame = useFeed(law);
  if (!frame || !sayings) return 'The lengths of answers are on their way.';
  const ridges = ridgesOf([], frame, question);
  if (!ridges) return 'These answers have no length.';
  return <span data-testid="lengths-says">{sentenceOf(ridges, sayings.counted)}</span>;
}

function tableOf(ridges: Ridges | undefined, sayings: Sayings | undefined, question: number | undefined): Table {
  const bins = Array.from({length: ridges?.bins ?? 0}, (_, bin) => bin);
  const columns = ['step', 'mean', ...bins.map(binText)];
  if (!ridges || !sayings) return {caption: 'No lengths have been measured.', columns, rows: []};
  const asked = question === undefined ? undefined : sayings.questions[question];
  const row = (name: string | number, ridge: Ridge) => [
    name,
    plain(ridge.mean),
    ...bins.map((bin) => plain(ridge.bins[bin])),
  ];
  return {
    caption: `The probability of each length in ${sayings.counted}, ${asked ? `of answers to “${asked.asks}”` : 'over all questions'}, at up to ${ridges.ridges.length} steps of the run.`,
    columns,
    rows: [
      ...(ridges.reference ? [row('reference', ridges.reference)] : []),
      ...ridges.ridges.map((ridge) => row(ridge.tick, ridge)),
    ],
  };
}
