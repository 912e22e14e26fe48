/** What is marked on the timeline. */
import type {Mark} from '../../panels/data.ts';
import {language} from '../../programs/index.spec.ts';
import {formatNumber, type Place, type Spec} from '../../spec/index.ts';
import {stageOf} from '../presets.ts';

/** Moves of one slider that follow each other within so many ticks are one turn of it. */
const SAME_TURN = 40;

interface Turn {
  path: string;
  from: number;
  to: number;
  first: number;
  last: number;
}

/** "τ 0.25 → 0.1" for every turn of a slider. */
export function moveMarks(spec: Spec): Mark[] {
  const stage = stageOf(spec);
  const places = new Map(language.places(stage).map((place) => [place.path, place]));
  const value = new Map([...places].map(([path, place]) => [path, place.value as number]));
  const turns: Turn[] = [];
  for (const {path, tick, value: to} of spec.moves) {
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
