/** Addresses of experiments: `#/lab/<preset>/<what differs from it>`. */
import {language} from '../programs/catalogue.spec.ts';
import {decodeSpec, encodeSpec, type Spec} from '../spec/index.ts';
import {PRESETS, type Preset, presetNamed} from './presets.ts';

/** The page that measures, not a run. */
export const BENCH = '/bench';

export interface Opened {
  preset: Preset;
  spec: Spec;
  /** What was wrong with the address: then it is the default lab. */
  problem?: string;
}

export function addressOf(preset: Preset, spec: Spec): string {
  const payload = encodeSpec(language, preset.spec, spec);
  return payload ? `/lab/${preset.id}/${payload}` : `/lab/${preset.id}`;
}

/** The experiment of an address. Never throws: anything that cannot be read is the default lab, with a sentence. */
export function openAddress(address: string): Opened {
  const [, place = '', id, payload = '', ...rest] = address.split('/');
  const standard = {preset: PRESETS[0], spec: PRESETS[0].spec};
  const refuse = (problem: string): Opened => ({...standard, problem: `${problem} This is the standard lab instead.`});
  if (place === '' && id === undefined) return standard;
  if (place !== 'lab' || rest.length > 0) {
    return refuse('This address names no page of the lab; addresses look like #/lab/emoji.');
  }
  const preset = id === undefined ? PRESETS[0] : presetNamed(id);
  if (!preset) {
    const names = PRESETS.map((p) => p.id).join(', ');
    return refuse(`This link names the preset “${id?.slice(0, 40)}”, which does not exist; there is ${names}.`);
  }
  const spec = decodeSpec(language, preset.spec, payload);
  return spec.ok ? {preset, spec: spec.value} : refuse(spec.sentences.slice(0, 3).join(' '));
}
