import type {Preset} from '../presets/index.ts';
import {writeAddress} from '../presets/writeAddress.ts';
import type {Spec} from '../spec/index.ts';
import {sameArrangement, writeArrangement} from './arrangement.ts';
import {labOf, panelsOf} from './links.ts';

/** The address of an experiment, which names its panels where they are not those that its preset is shown with. */
export function addressOf(preset: Preset, spec: Spec, panels = panelsOf(preset)): string {
  const run = writeAddress(labOf(preset).path, preset, spec);
  return sameArrangement(panels, panelsOf(preset)) ? run : `${run}&p=${writeArrangement(panels)}`;
}
