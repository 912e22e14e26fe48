/** `window.__lab`: what a run is doing, for tests and for teachers' scripts. Read-only. */
import type {EngineReport} from '../worker/protocol.ts';
import {present} from './page.ts';

export interface LabReadings {
  readonly spec: unknown;
  readonly backend: string | undefined;
  readonly phase: string;
  /** Counted over all stages. */
  readonly step: number;
  /** Newest value of every metric. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly stepsPerSecond: number;
  /** Recent kernel launches and copies of one tick; 0 where nothing is launched (WebAssembly, JavaScript). */
  readonly launchesPerStep: number | undefined;
  /** What the engine does for a tick: submissions, milliseconds, bytes, and what is not recorded and why. */
  readonly engine: EngineReport | undefined;
  readonly memory: {readonly tensors: number; readonly bytes: number; readonly planned: number};
  readonly errors: readonly string[];
  /** All metrics recorded at one step, counted over all stages. */
  metricsAt(step: number): Readonly<Record<string, number>>;
}

declare global {
  interface Window {
    readonly __lab: LabReadings;
  }
}

export function exposeLab(): void {
  const state = () => present().store.getState();
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
      return state().position;
    },
    get metrics() {
      return present().log.newest();
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
    metricsAt: (step: number) => present().log.at(step),
  });
  Object.defineProperty(window, '__lab', {value: readings, configurable: false, writable: false});
}
