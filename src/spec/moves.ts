/** Moves: settings that changed while a run trained. */
import * as v from 'valibot';
import {isFanned, membersOf} from './fan.ts';
import {firstWrong, quoted} from './named.ts';
import type {Place} from './parts.ts';
import {assign} from './path.ts';
import {MOST_MOVES, type Move, type Spec, type Stage} from './spec.ts';

/**
 * The moves of a run after one more. It ends all moves that were recorded for later. Of those made at this very tick it
 * replaces the ones of the same setting that it covers: a move of all replaces any, a move of one member only that member's.
 */
export function withMove({stages, moves}: Pick<Spec, 'stages' | 'moves'>, move: Move): Move[] {
  const place = (id: string) => stages.findIndex((stage) => stage.id === id);
  const others = moves.filter((m) => {
    if (m.stage !== move.stage) return place(m.stage) < place(move.stage);
    return m.tick < move.tick || (m.tick === move.tick && !(m.path === move.path && covers(move, m)));
  });
  return [...others, move];
}

const covers = (newer: Move, older: Move): boolean => typeof newer.member !== 'number' || newer.member === older.member;

/**
 * The stage's settings after every move made at or before `tick`. Moves of single members are left out: of a run with a
 * fan, ask this of `memberSpec(spec, index)`.
 */
export function settingsAt(spec: Spec, stage: Stage, tick: number): unknown {
  return spec.moves
    .filter((move) => move.stage === stage.id && move.tick <= tick && typeof move.member !== 'number')
    .reduce((settings, move) => assign(settings, move.path, move.value), stage.spec);
}

type Placed = (stage: Stage) => Place[];

/** Sentences that say what is wrong with the moves of a spec. */
export function wrongMoves(spec: Spec, places: Placed): string[] {
  const stages = new Map(spec.stages.map((stage, at) => [stage.id, {at, places: places(stage)}]));
  return firstWrong(spec.moves, (move, i) => {
    const name = `Move ${i + 1}`;
    const stage = stages.get(move.stage);
    if (!stage) return [`${name} names the stage ${quoted(move.stage)}, which the spec does not have.`];
    const before = spec.moves[i - 1];
    if (before && isEarlier(spec, move, before)) return [`${name} is earlier than the move before it.`];
    return wrongMove(spec, move, stage.places, name);
  });
}

/** Why a move cannot be made now, if it cannot: looks at the setting that it moves and at how many moves there are. */
export function refusedMove(spec: Spec, move: Move, places: readonly Place[]): string | undefined {
  const place = places.find(({path}) => path === move.path);
  if (!place || place.field.acts === 'restart')
    return `${move.path} cannot be changed while a run trains; restart with the new value.`;
  const [wrong] = wrongMove(spec, move, places, 'This change');
  if (wrong) return wrong;
  if (withMove(spec, move).length > MOST_MOVES)
    return `This run has ${MOST_MOVES} changes, as many changes as a link can carry, so this one was not made.`;
  return undefined;
}

/**
 * Sentences about moves after which settings of a stage no longer suit each other. `conflictIn` says what is wrong with
 * settings of a program, if anything.
 */
export function conflictingMoves(
  {stages, moves}: Pick<Spec, 'stages' | 'moves'>,
  conflictIn: (program: string, settings: unknown) => string | undefined,
): string[] {
  const settings = new Map(stages.map(({id, spec}) => [id, spec]));
  return firstWrong(moves, ({stage: id, path, value}, i) => {
    const moved = assign(settings.get(id), path, value);
    const conflict = conflictIn(stages.find((stage) => stage.id === id)!.program, moved);
    if (conflict) return [`Move ${i + 1}: ${conflict}`];
    settings.set(id, moved);
    return [];
  });
}

function wrongMove(spec: Spec, move: Move, places: readonly Place[], name: string): string[] {
  const place = places.find(({path}) => path === move.path);
  if (!place) return [`${name} sets ${quoted(move.path)}, which the stage does not have.`];
  const {field} = place;
  if (field.acts === 'restart') return [`${name} sets ${field.label}, which cannot change while a run trains.`];
  const checked = v.safeParse(field.schema, move.value);
  if (!checked.success) return checked.issues.map((issue) => `${name}: ${issue.message}`);
  const wrong = wrongMember(spec, move, place, name);
  return wrong ? [wrong] : [];
}

function wrongMember(spec: Spec, {stage, path, member}: Move, {field}: Place, name: string): string | undefined {
  if (member === undefined && isFanned(spec, stage, path))
    return `${name} sets ${field.label}, which the fan varies: name the member that it is for, or "all".`;
  if (typeof member !== 'number') return undefined;
  const count = membersOf(spec).length;
  if (member >= count) return `${name} is for member ${member}, and the members of this run are 0 to ${count - 1}.`;
  if (field.acts !== 'next step')
    return `${name} sets ${field.label} for one member; it can only be changed for all of them.`;
  return undefined;
}

/** Ticks count from the start of a stage, and stages follow one another. */
function isEarlier(spec: Spec, a: Move, b: Move): boolean {
  const stage = (move: Move) => spec.stages.findIndex((s) => s.id === move.stage);
  return stage(a) < stage(b) || (a.stage === b.stage && a.tick < b.tick);
}
