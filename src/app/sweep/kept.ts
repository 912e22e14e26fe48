/** The page's one sweep. It stays when its view closes, so that the way back finds what it has measured. */
import {dequal} from 'dequal/lite';
import type {Preset} from '../../presets/index.ts';
import {membersOf, type Spec} from '../../spec/index.ts';
import {surroundingsOf} from '../experiment/around.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {LiveLimit} from '../experiment/live.ts';
import type {BackendChoice} from '../experiment/surroundings.ts';
import {backendChoice, present} from '../page.ts';
import {PopulationClient, workersFor} from './client.ts';
import {SweepRun} from './run.ts';

/** On WebGPU it has a device of its own. */
const live = new LiveLimit<Experiment>(1);

let kept: SweepRun | undefined;

/** The sweep of a run with a fan: the one that is there, if it is the same, or a new one. */
export function sweepOf(preset: Preset, spec: Spec): SweepRun {
  if (kept && dequal(kept.spec, spec)) return kept;
  kept?.end();
  const workers = workersFor(membersOf(spec).length);
  kept = new SweepRun(preset, spec, {
    ...surroundingsOf(live, choice),
    openClient: (onReport) => new PopulationClient(onReport, workers),
    workers,
  });
  return kept;
}

/** As the reader has chosen; if the page chose by itself, what it has chosen for the lab's own run. */
function choice(): BackendChoice {
  const asked = backendChoice();
  return asked === 'auto' && present().store.getState().backend?.name === 'webgpu' ? 'webgpu' : asked;
}
