/** The settings as the controls show them: those of the spec, with every move and with what was just set. Pure. */
import {language} from '../../programs/index.spec.ts';
import {
  assign,
  type FanAxis,
  memberSpec,
  type Place,
  read,
  type Spec,
  type Stage,
  settingsAt,
  stageIndexAt,
} from '../../spec/index.ts';
import type {RunState} from './state.ts';

export type Settings = Readonly<Record<string, unknown>>;
type Known = Pick<RunState, 'spec' | 'stage' | 'tick' | 'unconfirmed' | 'chosenStage'>;
type Shown = Known & Pick<RunState, 'member'>;

/** Index of the stage that the rail shows. */
export function shownIndex({spec, stage, chosenStage}: Pick<RunState, 'spec' | 'stage' | 'chosenStage'>): number {
  const chosen = spec.stages.findIndex(({id}) => id === chosenStage);
  return chosen >= 0 ? chosen : Math.min(stage, spec.stages.length - 1);
}

export const shownStage = (state: Pick<RunState, 'spec' | 'stage' | 'chosenStage'>): Stage =>
  state.spec.stages[shownIndex(state)];

/** The stage that is being trained. */
export const presentStage = ({spec, stage}: Pick<RunState, 'spec' | 'stage'>): Stage =>
  spec.stages[Math.min(stage, spec.stages.length - 1)];

/** Index of the stage that is trained, or of the one that the reader looks back to. */
export const seenIndex = ({spec, stage, lookingAt}: Pick<RunState, 'spec' | 'stage' | 'lookingAt'>): number =>
  Math.min(stage, lookingAt === undefined ? spec.stages.length - 1 : stageIndexAt(spec, lookingAt));

/** The tick of the present stage's newest move: until the next one its settings are those of that tick. */
export const lastMoveOf = (state: Pick<RunState, 'spec' | 'stage' | 'tick'>): number =>
  state.spec.moves.findLast(({stage, tick}) => stage === presentStage(state).id && tick <= state.tick)?.tick ?? 0;

/** Settings of the stage that the rail shows: as they are now, as they were at its end, or as it will begin. */
export function presentSettings(state: Known): Settings {
  const index = shownIndex(state);
  const stage = state.spec.stages[index];
  if (index > state.stage) return stage.spec as Settings;
  const settings = settingsAtCached(state.spec, stage, index < state.stage ? Number.POSITIVE_INFINITY : state.tick);
  if (index < state.stage) return settings as Settings;
  return Object.entries(state.unconfirmed).reduce((at, [path, value]) => assign(at, path, value), settings) as Settings;
}

/** The same as the shown member has them: with its own values of what the fan varies, and the moves made for it. */
const shownSettings = (state: Shown): Settings => presentSettings({...state, spec: shownSpec(state)});

/** These one by one. */
export const shownPlaces = (state: Shown): Place[] =>
  language.places({...shownStage(state), spec: shownSettings(state)});

/** What the shown member trains with now, whatever stage the rail shows: the settings behind what panels draw. */
export const trainedSettings = (state: Shown): Settings => shownSettings({...state, chosenStage: undefined});

/** The spec that begins with the settings of this moment, and has no moves. */
export const settledSpec = (state: Known): Spec => withSettings(state, presentSettings(state));

/**
 * The spec with other settings of the stage that the rail shows, and no moves. What the fan varied and one move has set for
 * all members is no longer fanned out.
 */
export function withSettings(state: Known, settings: unknown): Spec {
  const shown = shownIndex(state);
  const stages = state.spec.stages.map((stage, i) => {
    if (i === shown) return {...stage, spec: settings};
    return i < state.stage ? {...stage, spec: settingsAt(state.spec, stage, Number.POSITIVE_INFINITY)} : stage;
  });
  const {fan, ...spec} = state.spec;
  const axes = fan?.axes.filter((axis) => !isSetForAll(state, axis));
  return {...spec, stages, moves: [], ...(fan && {fan: {...fan, axes: axes!}})};
}

const isSetForAll = (state: Known, {stage, path}: FanAxis): boolean =>
  (presentStage(state).id === stage && path in state.unconfirmed) ||
  state.spec.moves.some((move) => move.stage === stage && move.path === path && move.member === 'all');

/** The value of a number that the shown member trains with now, if it has it. */
export function presentNumber(path: string) {
  return (state: Shown): number | undefined => {
    const found = read(trainedSettings(state), path);
    return typeof found === 'number' ? found : undefined;
  };
}

/** The part that is chosen in a section, by its kind. */
export const presentKind = (state: Known, section: string): string =>
  (presentSettings(state)[section] as {kind: string} | undefined)?.kind ?? '';

let cached: {spec: Spec; stage: Stage; acted: number; settings: unknown} | undefined;

/** Selectors ask at every step and every change, so the moves are only applied again when another one has acted. */
function settingsAtCached(spec: Spec, stage: Stage, tick: number): unknown {
  const acted = spec.moves.filter((move) => move.stage === stage.id && move.tick <= tick).length;
  if (cached?.spec !== spec || cached.stage !== stage || cached.acted !== acted) {
    cached = {spec, stage, acted, settings: settingsAt(spec, stage, tick)};
  }
  return cached.settings;
}

let shown: {spec: Spec; member: number; own: Spec} | undefined;

/** The run of the shown member alone; the same value as long as the run and the member are the same. */
function shownSpec({spec, member}: Pick<RunState, 'spec' | 'member'>): Spec {
  if (!spec.fan) return spec;
  if (shown?.spec !== spec || shown.member !== member) shown = {spec, member, own: memberSpec(spec, member)};
  return shown.own;
}
