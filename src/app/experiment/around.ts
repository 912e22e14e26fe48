/** What every experiment of the page has around it: workers, data, the adapter, the backend that the reader has chosen. */
import {findAdapter} from '../../engine/backends/adapter.ts';
import {LabClient} from '../../worker/client.ts';
import type {Experiment} from './experiment.ts';
import {rememberBackend} from './faster.ts';
import type {LiveLimit} from './live.ts';
import {dataAddress, pointsOf} from './points.ts';
import type {BackendChoice, Surroundings} from './surroundings.ts';

/** Those of an experiment that has no address: nobody is told of its changes. */
export const surroundingsOf = (live: LiveLimit<Experiment>, choice: () => BackendChoice): Surroundings => ({
  openClient: (onReport) => new LabClient(onReport),
  data: dataAddress,
  choice,
  findAdapter,
  rememberBackend,
  pointsOf,
  beforeGpu: (experiment) => live.enter(experiment),
  changed: () => {},
});
