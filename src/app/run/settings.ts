/** The settings as the controls show them: the spec's, with every move and what was just set. */
import type {ObjectiveKind} from '../../objectives/contrastive/index.spec.ts';
import {language} from '../../programs/index.spec.ts';
import {assign, type Place, read, type Spec, settingsAt} from '../../spec/index.ts';
import {stageOf} from '../presets.ts';
import type {LabState} from './store.ts';

type Settings = Readonly<Record<string, unknown>>;

export function presentSettings({spec, tick, unconfirmed}: Pick<LabState, 'spec' | 'tick' | 'unconfirmed'>): Settings {
  const settings = settingsAtCached(spec, tick);
  return Object.entries(unconfirmed).reduce((at, [path, value]) => assign(at, path, value), settings) as Settings;
}

export const presentPlaces = (state: Pick<LabState, 'spec' | 'tick' | 'unconfirmed'>): Place[] =>
  language.places({...stageOf(state.spec), spec: presentSettings(state)});

/** The spec that begins with the settings of this moment, and has no moves. */
export function settledSpec(state: Pick<LabState, 'spec' | 'tick' | 'unconfirmed'>): Spec {
  return withSettings(state.spec, presentSettings(state));
}

export function withSettings(spec: Spec, settings: unknown): Spec {
  const [stage, ...others] = spec.stages;
  return {...spec, stages: [{...stage, spec: settings}, ...others], moves: []};
}

/** Which objective the run has, and in which form where it has several. */
export const presentObjective = (state: Pick<LabState, 'spec' | 'tick' | 'unconfirmed'>) =>
  presentSettings(state).objective as {kind: ObjectiveKind; form?: string};

/** A hot value of this moment as a number, if the spec has it. */
export function presentNumber(path: string) {
  return (state: LabState): number | undefined => {
    const value = state.unconfirmed[path];
    if (value !== undefined) return value;
    const found = read(settingsAtCached(state.spec, state.tick), path);
    return typeof found === 'number' ? found : undefined;
  };
}

let cached: {spec: Spec; acted: number; settings: unknown} | undefined;

/** Asked for at every step, and by selectors at every change: all moves are walked only when another one has acted. */
function settingsAtCached(spec: Spec, tick: number): unknown {
  const stage = stageOf(spec);
  const acted = spec.moves.filter((move) => move.stage === stage.id && move.tick <= tick).length;
  if (cached?.spec !== spec || cached.acted !== acted) cached = {spec, acted, settings: settingsAt(spec, stage, tick)};
  return cached.settings;
}
