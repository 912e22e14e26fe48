/** Changes of settings by the reader: at once if a setting is hot, else by a restart or with further stages. */
import type {LabFiles} from '../labs/kit/lab.ts';
import {presentSettings, settledSpec, shownIndex, shownPlaces, shownStage, withSettings} from '../labs/kit/settings.ts';
import type {RunState} from '../labs/kit/state.ts';
import {language} from '../programs/index.spec.ts';
import {
  assign,
  isFanned,
  type OwnFile,
  type PartSettings,
  type Spec,
  type Stage,
  same,
  withKind,
} from '../spec/index.ts';
import {withAlike, withAlikeKind} from './alike.ts';
import {sameArrangement} from './arrangement.ts';
import type {Experiment} from './experiment/experiment.ts';
import {panelsOf} from './links.ts';
import {isFree, withinLimits} from './modes/teaching/rules.ts';

/** Number of different seeds. */
const SEEDS = 2 ** 32;

export function setSetting(experiment: Experiment, path: string, wanted: unknown): void {
  if (!isFree(path)) return;
  const value = withinLimits(path, wanted);
  const state = experiment.store.getState();
  const place = shownPlaces(state).find((p) => p.path === path);
  if (!place || place.value === value) return;
  const isPresent = shownIndex(state) === state.stage;
  const teacher = isPresent ? teacherOf(state, path) : undefined;
  if (teacher) redoTeacher(experiment, teacher, path, value as number);
  else if (isPresent && place.field.acts !== 'restart') experiment.move(path, value as number);
  else if (isPresent && isFanned(state.spec, shownStage(state).id, path)) setForAll(experiment, path, value);
  else
    change(experiment, assign(presentSettings(state), path, value), (spec, shown) =>
      withAlike(spec, shown, path, place.value),
    );
}

/** The last stage before the present one that a setting of the present one acts on; undefined where it acts on its own. */
function teacherOf(state: RunState, path: string): Stage | undefined {
  const stage = shownStage(state);
  const program = language.program(stage.program).actsOn?.(presentSettings(state) as never, path);
  if (program === undefined) return undefined;
  return state.spec.stages.slice(0, shownIndex(state)).findLast((one) => one.program === program);
}

/** Trains it once more with the value, and what learns from it, which gets the value too. */
function redoTeacher(experiment: Experiment, teacher: Stage, path: string, value: number): void {
  experiment.redoSoon(path, value, teacher.id, ({id, program, spec}) =>
    id === teacher.id || language.program(program).actsOn?.(spec as never, path) === teacher.program
      ? assign(spec, path, value)
      : spec,
  );
}

/** Begins again with one value for all members, where the fan gave each its own. */
function setForAll(experiment: Experiment, path: string, value: unknown): void {
  const state = experiment.store.getState();
  const {fan, ...spec} = withSettings(state, assign(presentSettings(state), path, value));
  const axes = fan!.axes.filter((axis) => axis.path !== path);
  experiment.restartChecked({...spec, fan: {...fan!, axes}});
}

/**
 * Gives the stage on the rail other settings. One that is over is trained once more; one to come will begin with them. Where other
 * stages have them alike, all begins again.
 */
function change(
  experiment: Experiment,
  settings: unknown,
  alike: (spec: Spec, shown: Stage) => Spec = (spec) => spec,
): void {
  const state = experiment.store.getState();
  const changed = withSettings(state, settings);
  const all = alike(changed, changed.stages[shownIndex(state)]);
  const index = shownIndex(state);
  if (!same(all, changed)) experiment.restartChecked(all);
  else if (index < state.stage) void experiment.redo(shownStage(state).id, settings);
  else if (index > state.stage) {
    const stages = state.spec.stages.map((stage, i) => (i === index ? {...stage, spec: settings} : stage));
    experiment.prepare({...state.spec, stages});
  } else experiment.restartChecked(changed);
}

/** Whether the reader has made something else of the preset: by settings, seed, moves, stages, or panels. */
export const differsFromPreset = ({preset, spec, unconfirmed, panels}: RunState): boolean =>
  !(spec === preset.spec || same(spec, preset.spec)) ||
  Object.keys(unconfirmed).length > 0 ||
  !sameArrangement(panels, panelsOf(preset));

/** Chooses another part in a section, with its defaults; settings that both parts have keep their values. */
export function setKind(experiment: Experiment, section: string, kind: string): void {
  if (!isFree(`kind:${section}`)) return;
  const state = experiment.store.getState();
  const settings = presentSettings(state) as PartSettings;
  if (settings[section].kind === kind) return;
  const before = settings[section].kind;
  change(experiment, withKind(language.program(shownStage(state).program), settings, section, kind), (spec, shown) =>
    withAlikeKind(spec, shown, section, before),
  );
}

/** Trains on a file of the reader's own, with the present settings otherwise. */
export function trainOnFile(experiment: Experiment, file: OwnFile, files?: LabFiles): void {
  const state = experiment.store.getState();
  const {preset, panels} = state;
  if (file.hash && files?.arrange && sameArrangement(panels, panelsOf(preset)))
    experiment.arrange(files.arrange(panels));
  const {fitted} = language.program(shownStage(state).program);
  const settings = presentSettings(state);
  const before = settings.world as {kind: string};
  const changed = {...settings, world: {...(before.kind === 'file' ? before : {kind: 'file'}), file}};
  change(experiment, fitted?.(changed as never, 'world') ?? changed);
}

/** Begins again with another seed; a fan gets as many seeds as it had, from this one on. */
export function setSeed(experiment: Experiment, seed: number): void {
  const {fan, ...spec} = settledSpec(experiment.store.getState());
  const seeds = fan?.seeds.map((_, i) => (seed + i) % SEEDS);
  experiment.restartChecked({...spec, seed, ...(fan && {fan: {...fan, seeds}})});
}

export function takeNextSeed(experiment: Experiment): void {
  if (!isFree('seed')) return;
  const {spec} = experiment.store.getState();
  const seeds = spec.fan?.seeds ?? [spec.seed];
  setSeed(experiment, (Math.max(...seeds) + 1) % SEEDS);
}

/** Steps of the stage that the rail shows. */
export function setSteps(experiment: Experiment, steps: number): void {
  const state = experiment.store.getState();
  const spec = settledSpec(state);
  const stages = spec.stages.map((stage, i) => (i === shownIndex(state) ? {...stage, steps} : stage));
  experiment.restartChecked({...spec, stages});
}
