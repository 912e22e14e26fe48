/** Two labs, of which one is open: the other keeps its run. */
import type {Checkpoint} from '../../engine/records.ts';
import type {Spec} from '../../spec/index.ts';
import type {Arrangement} from '../arrangement.ts';
import {addressOf} from '../links.ts';
import {type LabName, PRESETS_OF, type Preset} from '../presets.ts';
import {showAddress, writeAddress} from './address.ts';
import {choosePreset, type Left, log, newestCheckpoint, open, takeCheckpoint} from './session.ts';
import {useLab} from './store.ts';

/** A lab as it was when the reader went to the other one. */
interface LeftLab extends Left {
  preset: Preset;
  spec: Spec;
  panels: Arrangement;
  chosenMetric: string;
  pair: number | undefined;
  written: readonly number[];
  playing: boolean;
}

const left = new Map<LabName, LeftLab>();

/** Goes to a lab: on with the run that was left there, or to its first preset. */
export function enterLab(lab: LabName): void {
  const {preset, phase} = useLab.getState();
  if (preset.lab === lab) return;
  const go = (checkpoint: Checkpoint | undefined) => {
    const {spec, panels, chosenMetric, pair, written} = useLab.getState();
    const playing = phase !== 'paused';
    left.set(preset.lab, {
      preset,
      spec,
      panels,
      chosenMetric,
      pair,
      written,
      playing,
      checkpoint,
      columns: log.take(),
    });
    const run = left.get(lab);
    if (run) resume(run);
    else choosePreset(PRESETS_OF[lab][0]);
  };
  if (!takeCheckpoint(go)) go(newestCheckpoint());
}

function resume(run: LeftLab): void {
  const {preset, spec, panels, chosenMetric, pair, written, playing, checkpoint} = run;
  writeAddress.flush();
  showAddress(addressOf(preset, spec, panels));
  open(preset, spec, playing, run);
  useLab.setState({panels, chosenMetric, pair, written, tick: checkpoint?.tick ?? 0});
}
