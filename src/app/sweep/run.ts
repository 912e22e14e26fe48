/**
 * A sweep under way: one population, in as many workers as there is room for, and what the page has of it. It keeps what it
 * has measured when its workers have ended.
 */
import type {RunState} from '../../labs/kit/state.ts';
import type {EmbeddingFrame, RewardFrame} from '../../panels/data.ts';
import {type Signal, signal} from '../../panels/hypersphere/signal.ts';
import {type SweepAxis, type SweepFrame, spotsIn} from '../../panels/sweep/data.ts';
import {language} from '../../programs/index.spec.ts';
import {allSteps, membersOf, type RawFrame, type Spec} from '../../spec/index.ts';
import type {Report, ReportOf} from '../../worker/protocol.ts';
import {Experiment} from '../experiment/experiment.ts';
import type {Client, Surroundings} from '../experiment/surroundings.ts';
import {type Cloud, cloudOf} from './cloud.ts';
import {placeOf} from './plan.ts';
import {Remaining} from './remaining.ts';

/** Milliseconds between two readings of the numbers, and between two wishes for the points of one run. */
const [READ_EVERY, WANT_EVERY] = [200, 260];
/** Points of a run that are kept. */
const POINTS = 1200;
/** Milliseconds that the last points may take to arrive. */
const LATEST = 15_000;

/** Surroundings in which a population can be opened, and how many workers train it on WebAssembly. */
export interface SweepSurroundings extends Surroundings {
  workers: number;
}

let made = 0;

export class SweepRun {
  /** Tells sweeps apart. */
  readonly serial = ++made;
  readonly experiment: Experiment;
  readonly spec: Spec;
  readonly workers: number;
  /** What is measured, read a few times a second. */
  readonly frame: Signal<SweepFrame>;
  /** The newest points of the first seed at each spot. */
  readonly clouds: Signal<readonly (EmbeddingFrame | undefined)[]>;
  readonly cloud: Signal<Cloud | undefined> = signal<Cloud | undefined>(undefined);
  readonly remaining = new Remaining();
  /** The newest rewards of the first seed at each spot, where runs are reward models. */
  readonly rewards: Signal<readonly (RewardFrame | undefined)[]>;
  /** The frame of its runs that is drawn small. */
  readonly shows: 'points' | 'rewards' | undefined;
  readonly #preset: RunState['preset'];
  readonly #axes: readonly SweepAxis[];
  readonly #seeds: readonly number[];
  readonly #ends: (() => void)[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #reading: ReturnType<typeof setTimeout> | undefined;
  #begun = false;
  /** The spot that is asked next, and when everything was trained. */
  #next = 0;
  #finishedAt: number | undefined;

  constructor(preset: RunState['preset'], spec: Spec, {workers, ...around}: SweepSurroundings) {
    this.#preset = preset;
    this.spec = spec;
    this.workers = workers;
    this.#axes = spec.fan?.axes.map((axis) => axisOf(spec, axis)) ?? [];
    this.#seeds = spec.fan?.seeds ?? [];
    const program = spec.stages.at(-1)!.program;
    this.shows = (['points', 'rewards'] as const).find((name) => name in language.program(program).frames);
    const none = Array<undefined>(spotsIn({axes: this.#axes})).fill(undefined);
    this.clouds = signal<readonly (EmbeddingFrame | undefined)[]>(none);
    this.rewards = signal<readonly (RewardFrame | undefined)[]>(none);
    const openClient = (onReport: (report: Report) => void): Client =>
      around.openClient((report) => {
        // The experiment would keep the frames of every run to look back to.
        if (report.type === 'frame') this.#take(report);
        else onReport(report);
      });
    this.experiment = new Experiment({preset, spec, panels: [], keeps: []}, {...around, openClient});
    this.frame = signal(this.#read());
    const {store, log} = this.experiment;
    this.#ends.push(
      log.subscribe(() => {
        this.#reading ??= setTimeout(() => this.#readNow(), READ_EVERY);
      }),
      store.subscribe(
        ({points}) => points,
        (points) => this.#setCloud(points),
      ),
      store.subscribe(
        ({position}) => position,
        (position) => this.remaining.note(performance.now(), position),
      ),
      store.subscribe(
        ({phase}) => phase,
        (phase) => {
          if (phase !== 'training') this.remaining.rest();
          this.#finishedAt = phase === 'finished' ? performance.now() : undefined;
          if (phase === 'finished') this.#readNow();
        },
      ),
    );
  }

  /** Begins, or goes on after a rest. */
  begin(): void {
    if (this.#begun) this.experiment.wake();
    else this.experiment.open(this.#preset, this.spec);
    this.#begun = true;
    clearInterval(this.#timer);
    this.#timer = this.shows ? setInterval(() => this.#wantNext(), WANT_EVERY) : undefined;
  }

  /** Ends its workers until it is shown again. */
  rest(): void {
    clearInterval(this.#timer);
    const {phase} = this.experiment.store.getState();
    if (phase === 'finished' || phase === 'failed' || phase === 'stopped') this.experiment.close();
    else void this.experiment.rest();
  }

  /** Ends it for good. */
  end(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#reading);
    for (const end of this.#ends) end();
    this.experiment.close();
  }

  /** The run of the first seed at a spot. */
  memberAt = (spot: number): number => spot * this.#seeds.length;

  #readNow(): void {
    clearTimeout(this.#reading);
    this.#reading = undefined;
    this.frame.set(this.#read());
  }

  #read(): SweepFrame {
    const {log, store} = this.experiment;
    const newest = membersOf(this.spec).map(({index}) => log.newest(index));
    return {
      ...{axes: this.#axes, seeds: this.#seeds, names: log.get().names()},
      tick: store.getState().position,
      steps: allSteps(this.spec),
      value: (name, run) => newest[run][name],
    };
  }

  #setCloud(points: RunState['points']): void {
    if (points) this.cloud.set(cloudOf(points, POINTS));
  }

  /** Asks for the points of one run, in turn: all at once would make one long task of their arrival. */
  #wantNext(): void {
    if (typeof document !== 'undefined' && document.hidden) return;
    const spots = this.clouds.get().length;
    if (this.#finishedAt !== undefined && this.#hasAll(this.#finishedAt)) {
      this.rest();
      return;
    }
    this.experiment.want(this.shows!, [this.memberAt(this.#next)]);
    this.#next = (this.#next + 1) % spots;
  }

  /** Whether the last frames of all are there, or will not come. */
  #hasAll(finishedAt: number): boolean {
    const {tick} = this.experiment.store.getState();
    const frames = this.shows === 'points' ? this.clouds.get() : this.rewards.get();
    return performance.now() - finishedAt > LATEST || frames.every((frame) => frame?.tick === tick);
  }

  #take({frame: name, stage, member, tick, shape, data}: ReportOf<'frame'>): void {
    const spec = language.program(this.spec.stages.at(-1)!.program).frames[name];
    const spot = member / this.#seeds.length;
    if (name !== this.shows || !spec || !Number.isInteger(spot)) return;
    const raw: RawFrame = {name, stage, member, tick, shape, data};
    const decoded = spec.decode(raw, this.experiment.store.getState().world);
    if (name === 'rewards') put(this.rewards, spot, decoded as RewardFrame);
    else {
      const frame = this.cloud.get()?.thinned(decoded as EmbeddingFrame);
      if (frame) put(this.clouds, spot, frame);
    }
  }
}

const put = <T>(all: Signal<readonly T[]>, at: number, one: T): void =>
  all.set(all.get().map((known, i) => (i === at ? one : known)));

function axisOf(spec: Spec, {stage, path, values}: NonNullable<Spec['fan']>['axes'][number]): SweepAxis {
  const field = placeOf(spec, stage, path)?.field;
  return {
    label: field?.label ?? path,
    ...(field?.symbol && {symbol: field.symbol}),
    log: field?.scale === 'log',
    values,
  };
}
