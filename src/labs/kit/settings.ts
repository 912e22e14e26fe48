/** The settings as the controls show them: those of the spec, with every move and with what was just set. Pure. */
import {language} from '../../programs/index.spec.ts';
import {assign, membersOf, type Place, read, type Spec, type Stage, settingsAt} from '../../spec/index.ts';
import type {RunState} from './state.ts';

export type Settings = Readonly<Record<string, unknown>>;
type Known = Pick<RunState, 'spec' | 'stage' | 'tick' | 'unconfirmed' | 'chosenStage'>;

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

/** Settings of the stage that the rail shows: as they are now, as they were at its end, or as it will begin. */
export function presentSettings(state: Known): Settings {
  const index = shownIndex(state);
  const stage = state.spec.stages[index];
  if (index > state.stage) return stage.spec as Settings;
  const settings = settingsAtCached(state.spec, stage, index < state.stage ? Number.POSITIVE_INFINITY : state.tick);
  if (index < state.stage) return settings as Settings;
  return Object.entries(state.unconfirmed).reduce((at, [path, value]) => assign(at, path, value), settings) as Settings;
}

export const presentPlaces = (state: Known): Place[] =>
  language.places({...shownStage(state), spec: presentSettings(state)});

/** The spec that begins with the settings of this moment, and has no moves. */
export const settledSpec = (state: Known): Spec => withSettings(state, presentSettings(state));

/** The spec with other settings of the stage that the rail shows, and no moves. */
export function withSettings(state: Pick<RunState, 'spec' | 'stage' | 'chosenStage'>, settings: unknown): Spec {
  const shown = shownIndex(state);
  const stages = state.spec.stages.map((stage, i) => {
    if (i === shown) return {...stage, spec: settings};
    return i < state.stage ? {...stage, spec: settingsAt(state.spec, stage, Number.POSITIVE_INFINITY)} : stage;
  });
  return {...state.spec, stages, moves: []};
}

/** The present value of a number in the shown stage's settings, if they have it; for a fanned number, the shown member's. */
export function presentNumber(path: string) {
  return (state: Known & Pick<RunState, 'member'>): number | undefined => {
    const {fan} = state.spec;
    const axis = fan?.axes.findIndex((one) => one.path === path && one.stage === shownStage(state).id) ?? -1;
    if (axis >= 0) return membersOf(state.spec)[state.member]?.values[axis];
    const found = read(presentSettings(state), path);
    return typeof found === 'number' ? found : undefined;
  };
}

/** The part that is chosen in a section, by its kind. */
export const presentKind = (state: Known, section: string): string =>
  (presentSettings(state)[section] as {kind: string} | undefined)?.kind ?? '';

/** Steps of all stages before one. */
export const stepsBefore = ({stages}: Spec, index: number): number =>
  stages.slice(0, index).reduce((sum, {steps}) => sum + steps, 0);

export const allSteps = (spec: Spec): number => stepsBefore(spec, spec.stages.length);

/** Where a stage's tick lies on the timeline of the whole run. */
export function positionOf(spec: Spec, stage: string, tick: number): number {
  const index = spec.stages.findIndex(({id}) => id === stage);
  return stepsBefore(spec, Math.max(0, index)) + tick;
}

let cached: {spec: Spec; stage: Stage; acted: number; settings: unknown} | undefined;

/** Selectors ask at every step and every change, so the moves are only applied again when another one has acted. */
function settingsAtCached(spec: Spec, stage: Stage, tick: number): unknown {
  const acted = spec.moves.filter((move) => move.stage === stage.id && move.tick <= tick).length;
  if (cached?.spec !== spec || cached.stage !== stage || cached.acted !== acted) {
    cached = {spec, stage, acted, settings: settingsAt(spec, stage, tick)};
  }
  return cached.settings;
}
