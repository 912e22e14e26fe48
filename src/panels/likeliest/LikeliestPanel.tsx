/** The likeliest answers to a question as texts, with their chances under the policy and under its reference. */
import {type CSSProperties, type KeyboardEvent, useEffect, useState} from 'react';
import {formatShare, plain, signed} from '../chart/format.ts';
import type {Feed, LawFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import {fitting} from '../shared/law.ts';
import {type Asked, QuestionChoice} from '../shared/QuestionChoice.tsx';
import {Said, SaidScale} from '../shared/Said.tsx';
import {areTold, madeOf, type Sayings} from '../shared/sayings.ts';
import {CHANGE_SIGNS, type Likeliest, type LikelyRow, likeliestOf, sentenceOf} from './likeliest.ts';
import './likeliest.css';

interface Props extends Asked {
  /** Title and story, if this is the figure in the middle of the page. */
  figure?: {title: string; sentence: string};
  law: Feed<LawFrame | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function LikeliestPanel({figure, law, onDrawn, sayings, question, onQuestion, formula}: Props) {
  const newest = useFeed(law);
  const known = useFeed(sayings);
  const wanted = useFeed(question) ?? 0;
  const frame = fitting(newest, known);
  const asked = frame && wanted < frame.questions.length ? wanted : 0;
  // The next frame may be asked for once this one is shown.
  useEffect(() => {
    if (newest) onDrawn();
  }, [newest, onDrawn]);
  const likeliest = frame && likeliestOf(frame, asked);
  return (
    <PanelFrame
      // The same panel may stand beside the figure.
      id={figure ? 'says' : 'likeliest'}
      title={figure?.title ?? 'What it says most'}
      level={figure ? 1 : 2}
      sentence={
        <>
          {figure && <span className="frontier-story">{figure.sentence}</span>}
          {likeliest && known ? (
            <span data-testid="likeliest-says">{sentenceOf(likeliest, known.answers)}</span>
          ) : (
            'The likeliest answers are on their way.'
          )}
        </>
      }
      formula={formula}
      table={() => tableOf(likeliest, known, asked)}
    >
      {likeliest && known && (
        <Answers key={asked} likeliest={likeliest} sayings={known} question={asked} onQuestion={onQuestion} />
      )}
    </PanelFrame>
  );
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface AnswersProps {
  likeliest: Likeliest;
  sayings: Sayings;
  question: number;
  onQuestion(question: number | undefined): void;
}

function Answers({likeliest, sayings, question, onQuestion}: AnswersProps) {
  const [pointed, point] = useState<number>();
  const [at, go] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const {rows, most, moved} = likeliest;
  const toggle = (state: number) =>
    setOpen((before) => new Set(before.has(state) ? [...before].filter((one) => one !== state) : [...before, state]));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = STEPS[event.key]?.(at, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = Math.max(0, Math.min(rows.length - 1, next));
    go(to);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  };
  return (
    <div className="likeliest" data-testid="likeliest">
      <QuestionChoice id="likeliest" sayings={sayings} question={question} onQuestion={onQuestion} />
      <SaidScale kinds={sayings.kinds} pointed={pointed} />
      <ol
        className="likeliest-list"
        aria-label="Likeliest answers; arrow keys go from answer to answer, Enter unfolds one"
        onKeyDown={onKeyDown}
      >
        {rows.map((row, i) => (
          <li key={row.state} className="likeliest-card" data-change={moved ? row.change : undefined}>
            <p className="likeliest-head chart-figures">
              <b>{row.rank}</b>
              {moved && <Change row={row} />}
              <span className="likeliest-worth">
                proxy {signed(row.proxy)} · gold {signed(row.gold)}
              </span>
            </p>
            <button
              type="button"
              className="likeliest-text"
              tabIndex={i === Math.min(at, rows.length - 1) ? 0 : -1}
              aria-expanded={open.has(row.state)}
              onClick={() => toggle(row.state)}
              onFocus={() => go(i)}
            >
              <span>
                <Said pieces={sayings.pieces(question, row.state)} kinds={sayings.kinds} onPoint={point} />
              </span>
            </button>
            {areTold(sayings.kinds) && <p className="likeliest-made">{madeOfRow(sayings, question, row)}</p>}
            <div className="likeliest-bars">
              <Bar name="policy" chance={row.policy} most={most} />
              {moved && <Bar name="reference" chance={row.reference} most={most} />}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

const Change = ({row: {change, says}}: {row: LikelyRow}) => (
  <span className="likeliest-change" data-change={change}>
    <span aria-hidden="true">{CHANGE_SIGNS[change]}</span> {says}
  </span>
);

function Bar({name, chance, most}: {name: 'policy' | 'reference'; chance: number; most: number}) {
  return (
    <>
      <span>{name}</span>
      <i
        className={`likeliest-bar likeliest-${name}`}
        style={{'--share': (chance / most).toFixed(4)} as CSSProperties}
      />
      <span className="chart-figures">{formatShare(chance)}</span>
    </>
  );
}

const madeOfRow = ({kinds, pieces}: Sayings, question: number, {state}: LikelyRow): string =>
  madeOf(
    kinds,
    pieces(question, state).map(({kind}) => kind),
  );

function tableOf(likeliest: Likeliest | undefined, sayings: Sayings | undefined, question: number): Table {
  const columns = ['rank', 'probability', 'under the reference', 'proxy reward', 'gold reward', 'made of', 'answer'];
  if (!likeliest || !sayings) return {caption: 'No answers have come yet.', columns, rows: []};
  const textOf = (state: number) =>
    sayings
      .pieces(question, state)
      .map(({before, text}) => before + text)
      .join('');
  return {
    caption: `Step ${likeliest.tick}: the likeliest answers to “${sayings.questions[question]?.asks ?? ''}”. ${sentenceOf(likeliest, sayings.answers)}`,
    columns,
    rows: likeliest.rows.map((row) => [
      row.rank,
      plain(row.policy),
      plain(row.reference),
      plain(row.proxy),
      plain(row.gold),
      madeOfRow(sayings, question, row),
      textOf(row.state),
    ]),
  };
}
