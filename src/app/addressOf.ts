import type {Beside} from '../presets/address.ts';
import type {Preset} from '../presets/index.ts';
import {writeAddress} from '../presets/writeAddress.ts';
import type {Spec} from '../spec/index.ts';
import {sameArrangement, writeArrangement} from './arrangement.ts';
import {labOf, panelsOf} from './links.ts';

/**
 * The address of an experiment, which names its panels where they are not those that its preset is shown with, and whatever
 * else stands beside the run.
 */
export function addressOf(preset: Preset, spec: Spec, panels = panelsOf(preset), beside: Beside = {}): string {
  const {view, result, teaching} = beside;
  const p = sameArrangement(panels, panelsOf(preset)) ? undefined : writeArrangement(panels);
  const more = Object.entries({p, v: view, t: teaching, r: result}).flatMap(([letter, text]) =>
    text === undefined ? [] : [`&${letter}=${text}`],
  );
  return writeAddress(labOf(preset).path, preset, spec) + more.join('');
}

/** The whole link of an address of the page. */
export const linkOf = (address: string): string => new URL(`#${address}`, location.href).href;
