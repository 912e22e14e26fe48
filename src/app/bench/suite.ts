/**
 * The bench measures every variant at every size, in rounds. A round gives each variant one burst of ticks in turn, so
 * that other work of the machine slows all of them. Bursts take about the same time on fast and slow machines.
 */
import {findAdapter} from '../../engine/backends/adapter.ts';
import {BenchClient, labWorker, stockWorker} from '../../worker/bench/client.ts';
import type {Burst, Issued, Size} from '../../worker/bench/protocol.ts';
import {type BenchReport, median, type Row, ratiosOf} from './report.ts';

/** A way to compute a step, as compared by the bench. */
export interface Contestant {
  id: string;
  /** Opens a run of the variant, which ends when the signal is aborted. */
  open(size: Size, signal: AbortSignal): Promise<Opened>;
}

export interface Opened {
  /** Milliseconds of a tick. */
  whole: number;
  issued?: Issued;
  bytes?: number;
  measure(ticks: number): Promise<Burst>;
  close(): void;
}

/**
 * - `composed-webgpu`: TensorFlow.js's own operations and its Adam
 * - `eager`: the lab's kernels, with every launch issued again at each tick
 * - `captured`: the same, recorded once and replayed
 */
const onGPU = () => [
  workerContestant('composed-webgpu', stockWorker),
  workerContestant('eager', labWorker),
  workerContestant('captured', labWorker),
];

/** TensorFlow.js's own operations, and the lab's kernels, on WebAssembly. */
const anywhere = () => [workerContestant('composed-wasm', stockWorker), workerContestant('wasm', labWorker)];

interface Plan {
  sizes: readonly Size[];
  rounds: number;
  /** Milliseconds that a burst should take. */
  burst: number;
  /** Batch sizes whose recorded steps are measured in bytes. */
  memory: readonly number[];
}

const sizesOf = (pairs: readonly number[]): Size[] =>
  [1, 16].flatMap((members) => pairs.map((n) => ({pairs: n, members})));

const FULL: Plan = {sizes: sizesOf([256, 1024]), rounds: 5, burst: 250, memory: [1024, 2048, 4096, 16384]};
const QUICK: Plan = {sizes: sizesOf([64]), rounds: 2, burst: 60, memory: [1024, 2048]};

/** A batch whose similarities would take 1 GiB if they were stored. */
const LARGE: Size = {pairs: 16384, members: 1};
const LARGE_VARIANTS = ['captured', 'wasm'];

/** The most ticks in a burst. */
const MOST_TICKS = 200;
/** The most milliseconds for all rounds of a variant at one size, except the first. */
const ALLOWANCE = 4000;
/** A tick that is expected to take more milliseconds is not measured. */
const TOO_SLOW = 4000;

export interface SuiteOptions {
  quick: boolean;
  /** Whether the lab's own variants are measured with 16,384 pairs, too. */
  large?: boolean;
  /** Variants that are measured beside the lab's own. */
  others?: readonly Contestant[];
  /** Called after every measurement with all results so far. */
  onChange(report: BenchReport, doing: string, share: number): void;
  signal: AbortSignal;
}

/** Throws when the signal is aborted. A variant that cannot be measured gets a row that says why. */
export async function runSuite(options: SuiteOptions): Promise<BenchReport> {
  const adapter = await findAdapter();
  const suite = new Suite(options, adapter && {label: adapter.label, software: adapter.software});
  return suite.run();
}

class Suite {
  readonly #options: SuiteOptions;
  readonly #plan: Plan;
  readonly #contestants: readonly Contestant[];
  readonly #report: BenchReport;
  /** The number of measurements that are done, and of all. */
  #done = 0;
  readonly #all: number;

  constructor(options: SuiteOptions, adapter: BenchReport['adapter'] | undefined) {
    this.#options = options;
    this.#plan = options.quick ? QUICK : FULL;
    this.#contestants = [...(adapter ? onGPU() : []), ...anywhere(), ...(options.others ?? [])];
    this.#report = {
      format: 'contrastive-lab bench',
      version: 1,
      date: new Date().toISOString(),
      browser: navigator.userAgent,
      cores: navigator.hardwareConcurrency,
      adapter: adapter ?? null,
      quick: options.quick,
      rows: [],
      memory: [],
      ratios: [],
    };
    const {sizes, rounds} = this.#plan;
    this.#all = sizes.length * this.#contestants.length * (1 + rounds) + 1;
  }

  async run(): Promise<BenchReport> {
    const {memory, sizes} = this.#plan;
    for (const size of sizes) await this.#measure(size, this.#contestants);
    if (this.#options.large) {
      await this.#measure(
        LARGE,
        this.#contestants.filter(({id}) => LARGE_VARIANTS.includes(id)),
      );
    }
    if (this.#report.adapter) await this.#weigh(memory);
    return this.#present();
  }

  #present(): BenchReport {
    const {rows} = this.#report;
    return {...this.#report, rows: [...rows], ratios: ratiosOf(rows)};
  }

  #next(doing: string): void {
    const {onChange, signal} = this.#options;
    signal.throwIfAborted();
    onChange(this.#present(), doing, Math.min(1, this.#done++ / this.#all));
  }

  async #measure(size: Size, contestants: readonly Contestant[]): Promise<void> {
    const open = new Map<Row, Opened>();
    try {
      for (const contestant of contestants) {
        const row: Row = {variant: contestant.id, ...size, rounds: [], ticks: 0};
        this.#report.rows.push(row);
        const opened = await this.#open(contestant, row);
        if (opened) open.set(row, opened);
      }
      // Round 0 is a warm-up and is not counted.
      for (let round = 0; round <= this.#plan.rounds; round++) {
        for (const [row, opened] of open) {
          if (await this.#burst(row, opened, round)) continue;
          opened.close();
          open.delete(row);
        }
      }
    } finally {
      for (const one of open.values()) one.close();
    }
  }

  async #open(contestant: Contestant, row: Row): Promise<Opened | undefined> {
    this.#next(`Opening ${contestant.id}: ${where(row)}`);
    const expected = this.#expectedTick(row);
    if (expected > TOO_SLOW) {
      row.problem = `Not measured: one step would take about ${(expected / 1000).toFixed(0)} s here.`;
      return undefined;
    }
    try {
      const opened = await contestant.open({pairs: row.pairs, members: row.members}, this.#options.signal);
      row.ticks = Math.min(MOST_TICKS, Math.max(1, Math.round(this.#plan.burst / opened.whole)));
      row.issued = opened.issued;
      row.bytes = opened.bytes;
      return opened;
    } catch (error) {
      this.#options.signal.throwIfAborted();
      row.problem = (error as Error).message;
      return undefined;
    }
  }

  /** How many times longer a step of more members is expected to take than one of the same batch. */
  #expectedTick({variant, pairs, members}: Row): number {
    const known = this.#report.rows.findLast(
      (row) => row.variant === variant && row.pairs === pairs && row.whole !== undefined,
    );
    return known ? (known.whole! * members) / known.members : 0;
  }

  /** Whether the variant can go on. */
  async #burst(row: Row, opened: Opened, round: number): Promise<boolean> {
    const spent = row.rounds.reduce((sum, {whole}) => sum + whole * row.ticks, 0);
    // A burst of one tick needs no warm-up: opening the variant ran ticks.
    if ((round === 0 && row.ticks === 1) || spent > ALLOWANCE) return true;
    if (round > 0) this.#next(`Measuring ${row.variant}: ${where(row)}, round ${round} of ${this.#plan.rounds}`);
    try {
      const burst = await opened.measure(row.ticks);
      if (round > 0) row.rounds.push(burst);
    } catch (error) {
      this.#options.signal.throwIfAborted();
      row.problem = (error as Error).message;
      return false;
    }
    row.whole = median(row.rounds.map(({whole}) => whole));
    row.javascript = median(row.rounds.flatMap(({javascript}) => javascript ?? []));
    return true;
  }

  async #weigh(batches: readonly number[]): Promise<void> {
    this.#next('Weighing recorded steps');
    const client = new BenchClient(labWorker(), this.#options.signal);
    try {
      const {bytes} = await client.ask({type: 'record', pairs: [...batches]}, 'recorded');
      this.#report.memory.push(...batches.map((pairs, i) => ({pairs, bytes: bytes[i]})));
    } catch {
      // The rows hold the reasons why a step could not be recorded.
    }
    client.terminate();
  }
}

const where = ({pairs, members}: Size) => `${pairs} pairs, ${members === 1 ? 'one model' : `${members} models`}`;

/** A variant that is measured by a worker with the bench's protocol. */
export const workerContestant = (id: string, worker: () => Worker): Contestant => ({
  id,
  async open(size, signal) {
    const client = new BenchClient(worker(), signal);
    try {
      const {whole, issued, bytes} = await client.ask({type: 'open', variant: id, size}, 'opened');
      return {
        whole,
        issued,
        bytes,
        measure: (ticks) => client.ask({type: 'measure', ticks}, 'measured'),
        close: () => client.terminate(),
      };
    } catch (error) {
      client.terminate();
      throw error;
    }
  },
});
