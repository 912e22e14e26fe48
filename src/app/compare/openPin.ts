import {navigate} from 'wouter/use-hash-location';
import {loadPreset} from '../../presets/index.ts';
import {addressOf} from '../addressOf.ts';
import {present} from '../page.ts';
import {closeCompare} from './open.ts';
import type {Pin} from './pin.ts';

/** Opens the run of a pin in the lab, from its first step; the back button leads to the run that was there. */
export async function openPin({preset: id, spec, panels}: Pin): Promise<void> {
  const preset = await loadPreset(id)?.catch(() => undefined);
  closeCompare();
  if (preset) navigate(addressOf(preset, spec, panels));
  else present().complain(`The preset “${id}” of this run could not be loaded. Check the connection and try again.`);
}
