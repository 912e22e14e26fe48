/** Finds out whether WebGPU is faster for this run: a second worker compiles and times it while the run goes on. */
import {findAdapter} from '../../engine/backends/adapter.ts';
import type {Spec} from '../../spec/index.ts';
import {LabClient} from '../../worker/client.ts';
import {recallBackend, rememberBackend} from './faster.ts';
import {dataAddress} from './points.ts';

export interface Verdict {
  move: boolean;
  /** A sentence for the backend's badge. */
  reason: string;
}

/** WebGPU takes over if it is faster by this factor. */
const WORTHWHILE = 1.2;
/** Ticks to warm up, and as many to time. */
const MEASURED_TICKS = 12;

const stay = (reason: string): Verdict => ({move: false, reason});

/** Whether WebGPU is known to compute such a run otherwise. */
const isDistrusted = async (spec: Spec, adapter: string): Promise<boolean> =>
  (await import('./comparison.ts').catch(() => undefined))?.recallComparison(spec, adapter) === 'other';

export class Trial {
  #worker: LabClient | undefined;
  #over = false;

  /** Resolves to undefined if cancelled. `speed` gives the run's own steps per second, 0 while it is paused. */
  async run(spec: Spec, speed: () => number): Promise<Verdict | undefined> {
    const adapter = await findAdapter();
    if (!adapter) return stay('This browser offers no WebGPU.');
    if (adapter.software) return stay('The only WebGPU adapter here computes in software, which is slower.');
    const {label} = adapter;
    if (recallBackend(label) === 'wasm') {
      return stay(`WebAssembly was faster here the last time, against WebGPU on ${label}.`);
    }
    if (await isDistrusted(spec, label)) {
      return stay(`WebGPU on ${label} has computed something else than WebAssembly for such a run.`);
    }
    const measured = this.#over ? undefined : await this.#measure(spec);
    if (measured === undefined || this.#over) return undefined;
    if (typeof measured === 'string') return stay(measured);
    const here = speed();
    if (here === 0) return undefined;
    const move = measured > WORTHWHILE * here;
    rememberBackend(label, move ? 'webgpu' : 'wasm');
    const figures = `${measured.toFixed(0)} steps a second on ${label} against ${here.toFixed(0)}`;
    return {
      move,
      reason: move ? `WebGPU is faster here: ${figures}.` : `WebAssembly is faster here: WebGPU made ${figures}.`,
    };
  }

  cancel(): void {
    this.#over = true;
    this.#worker?.terminate();
  }

  /** Steps per second, or a sentence that says why there are none. */
  #measure(spec: Spec): Promise<number | string> {
    return new Promise((resolve) => {
      const worker = new LabClient((report) => {
        if (report.type === 'opened') worker.send({type: 'measure', ticks: MEASURED_TICKS});
        if (report.type !== 'measured' && report.type !== 'failed' && report.type !== 'lost') return;
        worker.terminate();
        resolve(report.type === 'measured' ? report.stepsPerSecond : report.sentence);
      });
      this.#worker = worker;
      worker.send({type: 'open', spec, backend: 'webgpu', data: dataAddress, playing: false});
    });
  }
}
