/** What is marked on the timeline. */
import type {Mark} from '../../panels/data.ts';
import {language} from '../../programs/index.spec.ts';
import {formatNumber, type Place, type Spec, type Stage, stepsBefore} from '../../spec/index.ts';

/** Moves of one slider that follow each other within so many ticks are one turn of it. */
const SAME_TURN = 40;

interface Turn {
  path: string;
  from: number;
  to: number;
  first: number;
  last: number;
}

/** "τ 0.25 → 0.1" for every turn of a slider, at its position on the timeline of the whole run. */
export const moveMarks = (spec: Spec): Mark[] =>
  spec.stages.flatMap((stage, i) => {
    const before = stepsBefore(spec, i);
    return stageTurns(spec, stage).map(({tick, text}) => ({tick: before + tick, text}));
  });

function stageTurns(spec: Spec, stage: Stage): Mark[] {
  const moves = spec.moves.filter((move) => move.stage === stage.id);
  if (moves.length === 0) return [];
  const places = new Map(language.places(stage).map((place) => [place.path, place]));
  const value = new Map([...places].map(([path, place]) => [path, place.value as number]));
  const turns: Turn[] = [];
  for (const {path, tick, value: to} of moves) {
    const turn = turns.findLast((t) => t.path === path);
    if (turn && tick - turn.last <= SAME_TURN) {
      turn.to = to;
      turn.last = tick;
    } else turns.push({path, from: value.get(path)!, to, first: tick, last: tick});
    value.set(path, to);
  }
  return turns
    .filter((turn) => turn.from !== turn.to)
    .map((turn) => ({tick: turn.first, text: textOf(turn, places.get(turn.path)!)}));
}

const textOf = ({from, to}: Turn, {field}: Place) =>
  `${field.symbol ?? field.label} ${formatNumber(from)} → ${formatNumber(to)}`;

/** Where each stage after the first begins. */
export const stageMarks = (spec: Spec): Mark[] =>
  spec.stages.slice(1).map(({id}, i) => ({tick: stepsBefore(spec, i + 1), text: `stage ${id}`}));
