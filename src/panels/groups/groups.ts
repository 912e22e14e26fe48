/** Answers to one question side by side, with what the policy learns from each of their moves. */
import {signed} from '../chart/format.ts';
import type {GivenAnswer, GroupsFrame} from '../data.ts';
import {END_SIGN, type Sayings, type Tone, toneOf} from '../shared/sayings.ts';

export interface MoveRow {
  sign: string;
  name: string;
  tone: Tone;
  says: string;
  advantage: number;
}

export interface AnswerRow {
  reward: number;
  moves: readonly MoveRow[];
}

export interface Group {
  /** From 0, of so many. */
  index: number;
  count: number;
  asks: string;
  answers: readonly AnswerRow[];
  /** Mean reward of the answers. */
  mean: number;
  /** The reward farthest from the mean is so far from it; never 0. */
  reach: number;
  /** The largest advantage, of either sign, of all groups; never 0. */
  largest: number;
  /** Whether nothing is learnt from these answers. */
  flat: boolean;
}

/** Smaller advantages, and differences of rewards, come from rounding. */
const ROUNDING = 1e-5;

/** Whether the frame is about what can be said: after a change of the world, one of them comes first. */
export const fits = ({groups}: GroupsFrame, {questions, kinds}: Sayings): boolean =>
  groups.every(
    ({question, answers}) =>
      question < questions.length && answers.every(({moves}) => moves.every((move) => move <= kinds.length)),
  );

export function groupOf({groups}: GroupsFrame, index: number, sayings: Sayings): Group {
  const at = Math.min(index, groups.length - 1);
  const {question, answers} = groups[at];
  const sizes = (list: readonly GivenAnswer[]) => list.flatMap(({advantages}) => advantages.map(Math.abs));
  const mean = answers.reduce((sum, {reward}) => sum + reward, 0) / answers.length;
  return {
    index: at,
    count: groups.length,
    asks: sayings.questions[question]?.asks ?? '',
    answers: answers.map(({reward, moves, advantages}) => {
      const said = sayings.statements(question, moves);
      return {
        reward,
        moves: moves.map((move, i) => ({...moveOf(move, sayings), says: said[i], advantage: advantages[i]})),
      };
    }),
    mean,
    reach: Math.max(ROUNDING, ...answers.map(({reward}) => Math.abs(reward - mean))),
    largest: Math.max(ROUNDING, ...sizes(groups.flatMap((group) => group.answers))),
    flat: sizes(answers).every((size) => size < ROUNDING),
  };
}

function moveOf(move: number, {kinds}: Pick<Sayings, 'kinds'>): Pick<MoveRow, 'sign' | 'name' | 'tone'> {
  const kind = kinds[move];
  return kind ? {sign: kind.sign, name: kind.name, tone: toneOf(kind)} : {sign: END_SIGN, name: 'end', tone: 'neither'};
}

/** "4 answers, mean reward +2.31 (the line). ..." */
export function sentenceOf({answers, mean, reach, flat}: Group): string {
  const [one] = answers;
  const many =
    answers.length === 1
      ? `One answer, reward ${signed(one.reward)}`
      : `${answers.length} answers, mean reward ${signed(mean)} (the line)`;
  return `${many}. ${flat ? flatText(answers.length, reach) : 'Bars: the advantage of each move. Up: it is made likelier.'}`;
}

function flatText(answers: number, reach: number): string {
  if (answers === 1) return 'All advantages are 0: there is no other answer to compare it with, so nothing is learnt.';
  if (reach > ROUNDING) return 'All advantages are 0: nothing is learnt from these answers.';
  return 'All advantages are 0: the answers of this group have the same reward, so nothing is learnt.';
}

/** The kinds of move in these answers, each once, in the order in which they first come; the end comes last. */
export function legendOf({answers}: Group): Pick<MoveRow, 'sign' | 'name' | 'tone'>[] {
  const seen = new Map(answers.flatMap(({moves}) => moves).map((move) => [move.name, move]));
  const [end, rest] = [[...seen.values()].filter(isEnd), [...seen.values()].filter((move) => !isEnd(move))];
  return [...rest, ...end];
}

const isEnd = ({sign}: Pick<MoveRow, 'sign'>): boolean => sign === END_SIGN;

/** "Answer 2: reward +3.10, above the mean; fact, fact, filler, end". */
export function spokenOf({reward, moves}: AnswerRow, index: number, mean: number): string {
  const side = Math.abs(reward - mean) <= ROUNDING ? 'at' : reward > mean ? 'above' : 'below';
  return `Answer ${index + 1}: reward ${signed(reward)}, ${side} the mean; ${moves.map(({name}) => name).join(', ')}`;
}
