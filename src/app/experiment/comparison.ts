/**
 * Whether WebGPU computes as WebAssembly does: two workers train the first steps of a run in the background, one after the
 * other, and their losses are compared. It is done once for each set of kernels, version of the lab and adapter.
 */

import {memberSpec, type Spec} from '../../spec/index.ts';
import {recall, remember} from '../../storage/texts.ts';
import {LabClient} from '../../worker/client.ts';
import type {Report} from '../../worker/protocol.ts';
import type {Client} from './surroundings.ts';

/** Steps that are compared, and how far losses may lie apart, as a share of the largest. Later, rounding is amplified. */
const STEPS = 20;
const TOLERANCE = 1e-4;
/** Sets that are remembered of an adapter. */
const MOST_SETS = 200;

/** Losses by step, from 1. */
export type Losses = ReadonlyMap<number, number>;

export interface Difference {
  step: number;
  wasm: number;
  webgpu: number;
}

/** The first step whose losses differ by more than rounding explains, or that one of the two does not have. */
export function differenceOf(wasm: Losses, webgpu: Losses): Difference | undefined {
  const largest = Math.max(...[...wasm.values()].map(Math.abs));
  for (const [step, value] of wasm) {
    const other = webgpu.get(step) ?? Number.NaN;
    if (!(Math.abs(value - other) <= TOLERANCE * largest)) return {step, wasm: value, webgpu: other};
  }
  return undefined;
}

/** What the page says about it; `position` is where the run goes on on WebAssembly, if it does. */
export function differenceNotice({step, wasm, webgpu}: Difference, adapter: string, position?: number): string {
  const says = `WebGPU on ${adapter} does not compute what WebAssembly computes: at step ${step} of such a run the loss is ${shown(webgpu)} instead of ${shown(wasm)}.`;
  if (position === undefined) return `${says} Choose WebAssembly to have numbers that can be compared.`;
  return `${says} The run goes on from step ${position} on WebAssembly, from where it had moved.`;
}

const shown = (loss: number): string => (Number.isFinite(loss) ? loss.toPrecision(6) : 'not a number');

/** What decides which kernels a run launches: its program, and the kinds of its parts. */
export const kernelsOf = ({stages}: Spec): string =>
  stages
    .map(({program, spec}) => {
      const kinds = Object.values(spec as Record<string, {kind: string}>).map(({kind}) => kind);
      return [program, ...kinds].join(' ');
    })
    .join(', ');

interface Known {
  /** The version of the lab's code that computes. */
  version: string;
  same: string[];
  other: string[];
}

const keyOf = (adapter: string): string => `compared with ${adapter}`;
const VERSION: string = import.meta.env.LAB_BUILD ?? 'sources';

function knownOf(adapter: string): Known {
  const none = {version: VERSION, same: [], other: []};
  try {
    const known = JSON.parse(recall(keyOf(adapter)) ?? 'null') as Known | null;
    const isWhole = known?.version === VERSION && Array.isArray(known.same) && Array.isArray(known.other);
    return isWhole ? known : none;
  } catch {
    return none;
  }
}

/** What is known from earlier of a set of kernels on an adapter; undefined where it was never compared. */
export function recallComparison(spec: Spec, adapter: string): 'same' | 'other' | undefined {
  const {same, other} = knownOf(adapter);
  const kernels = kernelsOf(spec);
  if (other.includes(kernels)) return 'other';
  return same.includes(kernels) ? 'same' : undefined;
}

function rememberComparison(spec: Spec, adapter: string, verdict: 'same' | 'other'): void {
  const known = knownOf(adapter);
  const kernels = kernelsOf(spec);
  const others = (list: string[]) => list.filter((one) => one !== kernels);
  const next = {...known, same: others(known.same), other: others(known.other)};
  next[verdict] = [...next[verdict], kernels].slice(-MOST_SETS);
  remember(keyOf(adapter), JSON.stringify(next));
}

export class Comparison {
  readonly #data: string;
  readonly #openClient: (onReport: (report: Report) => void) => Client;
  #worker: Client | undefined;
  #over = false;

  /** `data` is the address of the data folder. */
  constructor(data: string, openClient = (onReport: (report: Report) => void): Client => new LabClient(onReport)) {
    this.#data = data;
    this.#openClient = openClient;
  }

  /**
   * What to say where the two differ: of a population, its first member, which has the bits of the run alone. Nothing is
   * known where it is cancelled, or where one of them cannot train the run.
   */
  async run(spec: Spec, adapter: string): Promise<((position?: number) => string) | undefined> {
    if (recallComparison(spec, adapter) === 'same') return undefined;
    const {moves: _, ...alone} = memberSpec(spec, 0);
    const start = {...alone, moves: []};
    const wasm = await this.#losses(start, 'wasm');
    const webgpu = wasm && (await this.#losses(start, 'webgpu'));
    if (!wasm || !webgpu || wasm.size === 0) return undefined;
    const difference = differenceOf(wasm, webgpu);
    rememberComparison(spec, adapter, difference ? 'other' : 'same');
    return difference && ((position) => differenceNotice(difference, adapter, position));
  }

  cancel(): void {
    this.#over = true;
    this.#worker?.terminate();
  }

  /** Of the first steps; undefined where they cannot be trained, or not any more. */
  #losses(spec: Spec, backend: 'wasm' | 'webgpu'): Promise<Losses | undefined> {
    if (this.#over) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const losses = new Map<number, number>();
      const end = (result: Losses | undefined) => {
        worker.terminate();
        resolve(result);
      };
      const worker = this.#openClient((report) => {
        switch (report.type) {
          case 'opened':
            worker.send({type: 'until', trained: STEPS});
            worker.send({type: 'play'});
            break;
          case 'progress':
            for (const {tick, values} of report.metrics) if (values.loss && tick > 0) losses.set(tick, values.loss[0]);
            if (report.finished || report.trained >= STEPS) end(losses);
            break;
          case 'stopped':
            // A value was not a finite number: the other one has it, or breaks too.
            end(losses);
            break;
          case 'failed':
          case 'lost':
            end(undefined);
        }
      });
      this.#worker = worker;
      worker.send({type: 'open', spec, backend, data: this.#data, playing: false});
    });
  }
}
