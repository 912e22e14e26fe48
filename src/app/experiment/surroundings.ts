/** What an experiment needs of the page. */
import type {Adapter} from '../../engine/backends/adapter.ts';
import type {BackendName} from '../../engine/backends/names.ts';
import type {PointSet} from '../../panels/data.ts';
import type {Command, Report} from '../../worker/protocol.ts';
import type {Points} from '../../worlds/points.ts';
import type {Comparison} from './comparison.ts';
import type {Experiment} from './experiment.ts';
import type {Trial} from './trial.ts';

export type BackendChoice = 'auto' | BackendName;

/** A worker, seen from the page. */
export interface Client {
  send(command: Command, transfer?: Transferable[]): void;
  terminate(): void;
}

export interface Surroundings {
  openClient(onReport: (report: Report) => void): Client;
  /** Address of the data folder. */
  data: string;
  /** The backend that the reader has chosen. */
  choice(): BackendChoice;
  findAdapter(): Promise<Adapter | undefined>;
  /** Whether runs are measured often in their first steps, for curves that begin where the run does. */
  watched?: boolean;
  /** Compares with another backend in the background; left out where that is not wanted. */
  openTrial?(): Promise<Trial>;
  /** Compares WebGPU with WebAssembly in the background; left out where that is not wanted. */
  openComparison?(): Promise<Comparison>;
  /** Remembers which backend was the faster one with this adapter. */
  rememberBackend(adapter: string, backend: 'wasm' | 'webgpu'): void;
  /** The items behind the points of a world. */
  pointsOf(points: Points): Promise<PointSet>;
  /** A worker on WebGPU is about to be opened: another experiment may have to rest. */
  beforeGpu(experiment: Experiment): void;
  /** The reader is about to change something of the run, or of how it is shown; `path` names a hot setting. */
  changing?(experiment: Experiment, path?: string): void;
  /** The run, or how it is shown, has changed: its link is another one. */
  changed(experiment: Experiment): void;
}
