/**
 * Addresses of experiments: `/<place>/<preset>/<differences from it>&p=<panels>`. The place is the page's screen. The run
 * depends only on the preset and the differences, so the command line opens the same run. Behind `&` stands what a page
 * does with the run: `p` its panels, `v` how it is shown, `r` a result to compare with, `t` what a teacher has set.
 */
import {language} from '../programs/index.spec.ts';
import type {Checked, Spec} from '../spec/index.ts';
import {named} from '../spec/index.ts';
import {listedIds, loadPreset, type Preset} from './index.ts';

export interface Address {
  /** Empty where the address names nothing. */
  place: string;
  preset?: string;
  payload: string;
  /** Names of panels, when the address has some. */
  panels?: string;
  /** Everything else, not yet checked. */
  beside: Beside;
}

/** What an address carries beside a run and its panels. */
export interface Beside {
  /** How the run is shown: on its own in another page, in large type, as a sweep. */
  view?: string;
  /** A result that somebody has measured. */
  result?: string;
  /** What a teacher has hidden, locked, limited or set as a goal. */
  teaching?: string;
}

/** More than an address with the longest run, a result, panels and a teacher's settings has. Longer ones are not read. */
export const MOST_CHARACTERS = 60_000;

/** Why an address is not read, if it is not: this is asked before anything looks at what it says. */
export const tooLong = ({length}: string): string | undefined =>
  length > MOST_CHARACTERS
    ? `This address has ${length.toLocaleString('en-GB')} characters, and the lab reads at most ${MOST_CHARACTERS.toLocaleString('en-GB')}.`
    : undefined;

/** The parts of an address, which begins with a slash; undefined if it has too many, or is too long. */
export function readAddress(address: string): Address | undefined {
  if (tooLong(address)) return undefined;
  const [run, ...beside] = address.split('&');
  const [, place = '', preset, payload = '', ...rest] = run.split('/');
  if (rest.length > 0) return undefined;
  const more = new URLSearchParams(beside.join('&'));
  const named = (letter: string, name: string) => (more.has(letter) ? {[name]: more.get(letter)!} : {});
  return {
    ...{place, payload, ...(preset && {preset}), ...named('p', 'panels')},
    beside: {...named('v', 'view'), ...named('r', 'result'), ...named('t', 'teaching')},
  };
}

/** The run that an address names. Never throws: what is wrong comes as sentences. */
export async function openRun(id: string, payload: string): Promise<Checked<{preset: Preset; spec: Spec}>> {
  const refuse = (sentence: string): Checked<never> => ({ok: false, sentences: [sentence]});
  const loading = loadPreset(id);
  if (!loading) {
    const there = named(listedIds());
    return refuse(`This link names the preset “${id.slice(0, 40)}”, which does not exist; there is ${there}.`);
  }
  const missing = () => refuse(`The preset “${id}” could not be loaded. Check the connection and try again.`);
  const [preset, link] = await Promise.all([loading, payload === '' ? undefined : import('../spec/link.ts')]).catch(
    () => [],
  );
  if (!preset) return missing();
  if (!link) return {ok: true, value: {preset, spec: preset.spec}};
  const json = link.decodeJson(preset.spec, payload);
  if (!json.ok) return json;
  const loaded = await language.load(language.named(json.value)).then(
    () => true,
    () => false,
  );
  if (!loaded) return missing();
  const spec = language.check(json.value);
  return spec.ok ? {ok: true, value: {preset, spec: spec.value}} : spec;
}

/** The run of a link as people paste it: a whole address of the page, or the part from the # on. */
export async function openLink(text: string): Promise<Checked<{preset: Preset; spec: Spec; beside: Beside}>> {
  const refuse = (sentence: string): Checked<never> => ({ok: false, sentences: [sentence]});
  const long = tooLong(text);
  if (long) return refuse(long);
  const address = readAddress(text.slice(text.indexOf('#') + 1));
  if (!address?.preset) {
    return refuse('A link to an experiment looks like #/lab/emoji, with letters and digits behind it.');
  }
  const run = await openRun(address.preset, address.payload);
  return run.ok ? {ok: true, value: {...run.value, beside: address.beside}} : run;
}
