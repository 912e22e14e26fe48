/**
 * Addresses of experiments: `#/lab/<preset>/<what differs from it>&p=<panels, if they are not the preset's>`; `reward` in
 * place of `lab` for the lab of reward models.
 */
import {language} from '../programs/index.spec.ts';
import {decodeSpec, encodeSpec, type Spec} from '../spec/index.ts';
import {type Arrangement, readArrangement, STANDARD, sameArrangement, writeArrangement} from './arrangement.ts';
import {type LabName, PRESETS, PRESETS_OF, type Preset, presetNamed} from './presets.ts';

/** The page that measures, not a run. */
export const BENCH = '/bench';

export interface Opened {
  preset: Preset;
  spec: Spec;
  panels: Arrangement;
  /** What was wrong with the address. When its run cannot be read it is the default lab. */
  problem?: string;
}

/** The panels that a preset is shown with. */
export const panelsOf = (preset: Preset): Arrangement => preset.panels ?? STANDARD[preset.lab];

const PLACES: Readonly<Record<LabName, string>> = {sphere: 'lab', reward: 'reward'};

export function addressOf(preset: Preset, spec: Spec, panels = panelsOf(preset)): string {
  const payload = encodeSpec(language, preset.spec, spec);
  const place = `/${PLACES[preset.lab]}/${preset.id}`;
  const run = payload ? `${place}/${payload}` : place;
  return sameArrangement(panels, panelsOf(preset)) ? run : `${run}&p=${writeArrangement(panels)}`;
}

/** The experiment of an address. Never throws: a run that cannot be read is the default lab, with a sentence. */
export function openAddress(address: string): Opened {
  const [run, ...beside] = address.split('&');
  const {problem, ...opened} = openRun(run);
  const named = new URLSearchParams(beside.join('&')).get('p');
  if (named === null) return {...opened, panels: panelsOf(opened.preset), problem};
  const {panels, problem: missing} = readArrangement(named, opened.preset.lab);
  const sentences = [problem, missing].filter((sentence) => sentence !== undefined);
  return {...opened, panels, ...(sentences.length > 0 && {problem: sentences.join(' ')})};
}

function openRun(address: string): Omit<Opened, 'panels'> {
  const [, place = '', id, payload = '', ...rest] = address.split('/');
  const standard = {preset: PRESETS[0], spec: PRESETS[0].spec};
  const refuse = (problem: string) => ({...standard, problem: `${problem} This is the standard lab instead.`});
  if (place === '' && id === undefined) return standard;
  const lab = (Object.keys(PLACES) as LabName[]).find((name) => PLACES[name] === place);
  if (!lab || rest.length > 0) {
    return refuse('This address names no page of the lab; addresses look like #/lab/emoji.');
  }
  const preset = id ? presetNamed(id) : PRESETS_OF[lab][0];
  if (!preset) {
    const names = PRESETS.map((p) => p.id).join(', ');
    return refuse(`This link names the preset “${id?.slice(0, 40)}”, which does not exist; there is ${names}.`);
  }
  const spec = decodeSpec(language, preset.spec, payload);
  return spec.ok ? {preset, spec: spec.value} : refuse(spec.sentences.slice(0, 3).join(' '));
}
