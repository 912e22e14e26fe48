/** Answers of one batch, group by group: their moves in order, their rewards, and the advantage of each move. */
import {type CSSProperties, type KeyboardEvent, useEffect, useState} from 'react';
import {formatValue, plain, signed} from '../chart/format.ts';
import type {Feed, GroupsFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import {SignButton} from '../frame/SignButton.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import type {Sayings} from '../shared/sayings.ts';
import {type AnswerRow, fits, type Group, groupOf, legendOf, type MoveRow, sentenceOf, spokenOf} from './groups.ts';
import './groups.css';

interface Props {
  groups: Feed<GroupsFrame | undefined>;
  sayings: Feed<Sayings | undefined>;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function GroupsPanel({groups, sayings, onDrawn, formula}: Props) {
  const newest = useFeed(groups);
  const known = useFeed(sayings);
  const frame = newest && known && fits(newest, known) ? newest : undefined;
  const [at, go] = useState(0);
  // The next frame may be asked for once this one is shown.
  useEffect(() => {
    if (newest) onDrawn();
  }, [newest, onDrawn]);
  const group = frame && known && groupOf(frame, at, known);
  const step = (by: number) => group && go((group.index + by + group.count) % group.count);
  return (
    <PanelFrame
      id="groups"
      title="One batch, answer by answer"
      sentence={
        group ? (
          <span data-testid="groups-says">{sentenceOf(group)}</span>
        ) : (
          'No answers yet: only a policy that learns from its own has them.'
        )
      }
      formula={formula}
      table={() => tableOf(frame, known)}
      tools={
        group &&
        group.count > 1 && (
          <>
            <SignButton
              sign="←"
              word="before"
              tip="The group before"
              aria-label="The group before"
              onPress={() => step(-1)}
            />
            <SignButton sign="→" word="next" tip="The next group" aria-label="The next group" onPress={() => step(1)} />
          </>
        )
      }
    >
      {group && <Answers group={group} onStep={step} />}
    </PanelFrame>
  );
}

/** So few answers have room for higher bars. */
const ROOMY = 5;

function Answers({group, onStep}: {group: Group; onStep(by: number): void}) {
  const [at, go] = useState(0);
  const [open, setOpen] = useState<number>();
  const {answers, index, count, asks, mean} = group;
  const last = answers.length - 1;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    if (way.group) onStep(way.group);
    const to = Math.max(0, Math.min(last, at + way.answer));
    go(to);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  };
  return (
    <div className="groups" data-testid="groups">
      <p className="groups-asks">
        {asks} {count > 1 && <span className="chart-figures">{`group ${index + 1} of ${count}`}</span>}
      </p>
      <ul className="groups-legend" aria-label="Kinds of move">
        {legendOf(group).map((move) => (
          <li key={move.name}>
            <Chip move={move} /> {move.name}
          </li>
        ))}
      </ul>
      <p className="groups-head">
        <span>reward</span>
        {group.flat ? 'moves in order' : `moves in order, advantages up to ${formatValue(group.largest)}`}
      </p>
      <ol
        className="groups-list"
        data-roomy={answers.length <= ROOMY || undefined}
        aria-label="Answers of this group; up and down go from answer to answer, left and right from group to group, Enter opens one"
        onKeyDown={onKeyDown}
      >
        {answers.map((answer, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place in the group
          <li key={i} className="groups-answer">
            <button
              type="button"
              tabIndex={i === Math.min(at, last) ? 0 : -1}
              aria-expanded={open === i}
              aria-label={spokenOf(answer, i, mean)}
              onClick={() => setOpen(open === i ? undefined : i)}
              onFocus={() => go(i)}
            >
              <Reward answer={answer} group={group} />
              <span className="groups-moves">
                {answer.moves.map((move, m) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a move is its place
                  <Move key={m} move={move} largest={group.largest} />
                ))}
              </span>
            </button>
            {open === i && <Opened moves={answer.moves} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

const WAYS: Record<string, {answer: number; group: number}> = {
  ArrowUp: {answer: -1, group: 0},
  ArrowDown: {answer: 1, group: 0},
  ArrowLeft: {answer: 0, group: -1},
  ArrowRight: {answer: 0, group: 1},
};

/** The reward as a number, and as a bar from the group's mean: to the right where it is higher. */
function Reward({answer: {reward}, group: {mean, reach, answers}}: {answer: AnswerRow; group: Group}) {
  const share = (reward - mean) / reach;
  return (
    <span className="groups-reward chart-figures">
      <b>{signed(reward)}</b>
      {answers.length > 1 && (
        <span
          className="groups-beside"
          data-side={share >= 0 ? 'above' : 'below'}
          style={{'--share': Math.abs(share).toFixed(3)} as CSSProperties}
        />
      )}
    </span>
  );
}

/** The move's chip, with its advantage as a bar above or below. */
function Move({move, largest}: {move: MoveRow; largest: number}) {
  const share = Math.abs(move.advantage) / largest;
  return (
    <span
      className="groups-move"
      data-side={move.advantage >= 0 ? 'above' : 'below'}
      style={{'--share': share.toFixed(3)} as CSSProperties}
      title={`${move.name}: advantage ${signed(move.advantage)}`}
    >
      <Chip move={move} />
    </span>
  );
}

const Chip = ({move: {sign, tone}}: {move: Pick<MoveRow, 'sign' | 'tone'>}) => (
  <span className="groups-chip" data-tone={tone} aria-hidden="true">
    {sign}
  </span>
);

function Opened({moves}: {moves: readonly MoveRow[]}) {
  return (
    <ol className="groups-opened" aria-label="Move by move">
      {moves.map((move, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a move is its place
        <li key={i}>
          <Chip move={move} />
          <span>
            {move.says || <i>The answer ends.</i>} <small>{move.says && move.name}</small>
          </span>
          <b className="chart-figures" data-side={move.advantage < 0 ? 'below' : 'above'}>
            {signed(move.advantage)}
          </b>
        </li>
      ))}
    </ol>
  );
}

function tableOf(frame: GroupsFrame | undefined, sayings: Sayings | undefined): Table {
  const columns = ['group', 'question', 'answer', 'reward', 'move', 'kind', 'advantage', 'says'];
  if (!frame || !sayings) return {caption: 'No answers have come yet.', columns, rows: []};
  return {
    caption: `Answers given by the policy at step ${frame.tick}, move by move, with the advantage of each move.`,
    columns,
    rows: frame.groups.flatMap((_, g) => {
      const {asks, answers} = groupOf(frame, g, sayings);
      return answers.flatMap(({reward, moves}, i) =>
        moves.map(({name, says, advantage}, m) => [
          g + 1,
          asks,
          i + 1,
          plain(reward),
          m + 1,
          name,
          plain(advantage),
          says,
        ]),
      );
    }),
  };
}
