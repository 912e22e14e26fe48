/** The name of a run that was left, as pins are named: what is different from its preset, and since when. */
import type {Preset} from '../../presets/index.ts';
import type {SpecLanguage} from '../../spec/index.ts';
import {namesOf, ownSpec} from '../compare/naming.ts';
import type {Kept} from './record.ts';

export function describeName(language: SpecLanguage, {spec, member, position}: Kept, preset: Preset): string {
  const {title} = preset;
  const base = {id: 'preset', preset: preset.id, title, spec: ownSpec(preset.spec, 0), position: 0, isPresent: true};
  const run = {...base, id: 'run', spec: ownSpec(spec, member), position, isPresent: false};
  const changes = namesOf(language, [base, run]).get('run')!.full;
  return changes === title ? title : `${title}: ${changes[0].toLowerCase()}${changes.slice(1)}`;
}

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 minutes ago", of two times in milliseconds. */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en-GB', {numeric: 'auto'}).format(-Math.floor(seconds / size), unit as 'second');
}
