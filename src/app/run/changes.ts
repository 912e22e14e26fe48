/** What the reader changes in a run: at once where a setting is hot, else by beginning again. */
import {language} from '../../programs/index.spec.ts';
import {assign, type OwnFile, partOf} from '../../spec/index.ts';
import {besideFile, sameArrangement} from '../arrangement.ts';
import {panelsOf} from '../links.ts';
import {stageOf} from '../presets.ts';
import {arrange, move, restartChecked} from './session.ts';
import {presentPlaces, presentSettings, settledSpec, withSettings} from './settings.ts';
import {useLab} from './store.ts';

const present = useLab.getState;

export function setSetting(path: string, value: unknown): void {
  const place = presentPlaces(present()).find((p) => p.path === path);
  if (!place || place.value === value) return;
  if (place.field.acts === 'restart') {
    restartChecked(withSettings(present().spec, assign(presentSettings(present()), path, value)));
    return;
  }
  move(path, value as number);
}

/** Another part in a section: its own defaults, but what both have keeps its value. */
export function setKind(section: string, kind: string): void {
  const {sections, fitted} = language.program(stageOf(present().spec).program);
  const settings = presentSettings(present());
  const before = settings[section] as Record<string, unknown> & {kind: string};
  if (before.kind === kind) return;
  const [old, next] = [partOf(sections[section], before.kind), partOf(sections[section], kind)];
  const shared = Object.entries(next.fields)
    .filter(([name, field]) => old.fields[name]?.default === field.default)
    .map(([name]) => [name, before[name]]);
  const changed = {...settings, [section]: {kind, ...Object.fromEntries(shared)}};
  restartChecked(withSettings(present().spec, fitted?.(changed as never, section) ?? changed));
}

/** Trains on a file of the reader's own, under the settings of this moment; pairs come with their audit. */
export function trainOnFile(file: OwnFile): void {
  const {preset, panels} = present();
  if (file.hash && preset.lab === 'reward' && sameArrangement(panels, panelsOf(preset))) arrange(besideFile(panels));
  const {fitted} = language.program(stageOf(present().spec).program);
  const settings = presentSettings(present());
  const before = settings.world as {kind: string};
  const changed = {...settings, world: {...(before.kind === 'file' ? before : {kind: 'file'}), file}};
  restartChecked(withSettings(present().spec, fitted?.(changed as never, 'world') ?? changed));
}

export function setSeed(seed: number): void {
  restartChecked({...settledSpec(present()), seed});
}

export function setSteps(steps: number): void {
  const spec = settledSpec(present());
  const [stage, ...others] = spec.stages;
  restartChecked({...spec, stages: [{...stage, steps}, ...others]});
}
