/** Surroundings of experiments that stand side by side on a page and have no address of their own. */
import {findAdapter} from '../../engine/backends/adapter.ts';
import {LabClient} from '../../worker/client.ts';
import type {Report} from '../../worker/protocol.ts';
import {backendChoice} from '../page.ts';
import type {Experiment} from './experiment.ts';
import type {LiveLimit} from './live.ts';
import {dataAddress, pointsOf} from './points.ts';
import type {Surroundings} from './surroundings.ts';
import {rememberBackend} from './trial.ts';

/** `hear` is told of every report before the experiment is. */
export const surroundingsBeside = (
  live: LiveLimit<Experiment>,
  hear: (report: Report) => void = () => {},
): Surroundings => ({
  openClient: (onReport) =>
    new LabClient((report) => {
      hear(report);
      onReport(report);
    }),
  data: dataAddress,
  choice: backendChoice,
  findAdapter,
  rememberBackend,
  pointsOf,
  beforeGpu: (experiment) => live.enter(experiment),
  changed: () => {},
});
