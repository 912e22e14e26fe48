import {language} from '../programs/index.spec.ts';
import type {Spec} from '../spec/index.ts';
import {encodeSpec} from '../spec/link.ts';
import type {Preset} from './preset.ts';

/** An address without panels. */
export function writeAddress(place: string, preset: Preset, spec: Spec): string {
  const payload = encodeSpec(language, preset.spec, spec);
  const named = `/${place}/${preset.id}`;
  return payload ? `${named}/${payload}` : named;
}
