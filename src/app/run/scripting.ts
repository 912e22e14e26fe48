/** `window.__lab`: what a run is doing, for tests and for teachers' scripts. Reading only. */
import type {EngineReport} from '../../worker/protocol.ts';
import {log} from './session.ts';
import {useLab} from './store.ts';

export interface LabReadings {
  readonly spec: unknown;
  readonly backend: string | undefined;
  readonly phase: string;
  readonly step: number;
  /** Newest value of every metric. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly stepsPerSecond: number;
  /** Kernel launches and copies of one tick, of late; 0 where nothing is launched (WebAssembly, JavaScript). */
  readonly launchesPerStep: number | undefined;
  /** What the engine does for a tick: submissions, milliseconds, bytes, and what is not recorded and why. */
  readonly engine: EngineReport | undefined;
  readonly memory: {readonly tensors: number; readonly bytes: number};
  readonly errors: readonly string[];
  /** All metrics recorded at one tick. */
  metricsAt(tick: number): Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    readonly __lab: LabReadings;
  }
}

export function exposeLab(): void {
  const state = useLab.getState;
  const readings: LabReadings = Object.freeze({
    get spec() {
      return structuredClone(state().spec);
    },
    get backend() {
      return state().backend?.name;
    },
    get phase() {
      return state().phase;
    },
    get step() {
      return state().tick;
    },
    get metrics() {
      const {names, series} = log.get();
      return Object.fromEntries(names().map((name) => [name, series(name).values.at(-1)!]));
    },
    get stepsPerSecond() {
      return state().stepsPerSecond;
    },
    get launchesPerStep() {
      const {engine} = state();
      return engine && engine.launches + engine.copies;
    },
    get engine() {
      return structuredClone(state().engine);
    },
    get memory() {
      return {...state().memory};
    },
    get errors() {
      return [...state().errors];
    },
    metricsAt: (tick: number) => log.at(tick),
  });
  Object.defineProperty(window, '__lab', {value: readings, configurable: false, writable: false});
}
