/**
 * A population over several workers that looks like one run in one worker. Each worker has a share of the members, in
 * their order. For wasm, where members train in turn: one core for each worker.
 *
 * A move must act at the same tick in every shard, or the members would not be runs of one spec. So no shard trains
 * further than all are granted, and what changes the run (play, pause, step, move) waits until all stand at that tick.
 *
 * A sharded population neither gives checkpoints nor starts from one: how one is divided among members is known in the
 * workers only. It starts again from its spec, in which its moves are. `measure` is for a client that is then thrown away.
 */
import {mergeMetrics} from '../engine/metrics.ts';
import type {TickMetrics} from '../engine/records.ts';
import {membersOf, type Spec} from '../spec/index.ts';
import {LabClient} from './client.ts';
import type {Command, EngineReport, Report, ReportOf} from './protocol.ts';

type Client = Pick<LabClient, 'send' | 'terminate'>;
type Progress = ReportOf<'progress'>;
type Of<T extends Command['type']> = Extract<Command, {type: T}>;

interface Shard {
  client: Client;
  /** Its members, by their index in the fan. */
  members: number[];
  /** Ticks of all stages that it has reported; undefined before it has opened. */
  trained?: number;
  progress?: Progress;
  /** Metrics of ticks that not all shards have reported. */
  metrics: TickMetrics[];
  stopped?: ReportOf<'stopped'>;
  measured?: number;
}

/** Seconds of training in a block: as long as a move may wait, twice, and longer than a shard goes without a report. */
const BLOCK = 0.1;

export class ShardedClient {
  readonly #onReport: (report: Report) => void;
  readonly #most: number;
  readonly #openClient: (onReport: (report: Report) => void) => Client;
  #shards: Shard[] = [];
  /** The shard of the chosen member. */
  #showing: Shard | undefined;
  /** Wishes and questions without an answer. */
  readonly #asked = new Map<string, Of<'want' | 'neighbours' | 'words'>>();
  /** Commands that act, in turn, when all shards stand at the same tick. */
  #waiting: Command[] = [];
  #playing = false;
  /** Ticks of all stages that every shard may train. */
  #granted = 0;
  /** Ticks that the last merged progress told of. */
  #told = 0;
  #stopped = false;
  #over = false;

  /**
   * `onReport` is called for every report of the whole; when one shard fails or is lost all are ended, and nothing is
   * reported after that. One core is left to the page.
   */
  constructor(
    onReport: (report: Report) => void,
    cores = navigator.hardwareConcurrency,
    openClient = (onReport: (report: Report) => void): Client => new LabClient(onReport),
  ) {
    this.#onReport = onReport;
    this.#most = Math.max(1, cores - 1);
    this.#openClient = openClient;
  }

  send(command: Command): void {
    if (this.#over) return;
    switch (command.type) {
      case 'open':
        this.#open(command);
        break;
      case 'want':
        this.#ask(command.frame, command);
        break;
      case 'neighbours':
      case 'words':
        this.#ask(command.type, command);
        break;
      case 'choose':
        this.#choose(command.replica);
        break;
      case 'checkpoint':
        throw new Error('A sharded population gives no checkpoint.');
      case 'until':
        throw new Error('A sharded population grants its ticks itself.');
      default:
        this.#waiting.push(command);
        this.#goOn();
    }
  }

  terminate(): void {
    this.#over = true;
    for (const {client} of this.#shards) client.terminate();
  }

  #open({members: some, checkpoint, playing, ...command}: Of<'open'>): void {
    if (this.#shards.length > 0) throw new Error('A client opens one run.');
    if (checkpoint) throw new Error('A sharded population starts from no checkpoint.');
    // The workers check the spec.
    const members = some ?? membersOf(command.spec as Spec).map(({index}) => index);
    const count = Math.min(members.length, this.#most);
    const shares = Array.from({length: count}, (_, i) => {
      const at = (k: number) => Math.floor((k * members.length) / count);
      return members.slice(at(i), at(i + 1));
    });
    this.#shards = shares.map((share) => {
      const shard: Shard = {
        members: share,
        metrics: [],
        client: this.#openClient((report) => this.#receive(shard, report)),
      };
      return shard;
    });
    this.#showing = this.#shards[0];
    for (const {client, members: share} of this.#shards) client.send({...command, members: share, playing: false});
    if (playing) this.#waiting.push({type: 'play'});
  }

  #ask(what: string, command: Of<'want' | 'neighbours' | 'words'>): void {
    // After a break the last good picture stays.
    if (this.#stopped) return;
    this.#asked.set(what, command);
    this.#showing?.client.send(command);
  }

  #choose(replica: number): void {
    const shard = this.#shards.find(({members}) => members.includes(replica));
    if (!shard) return;
    shard.client.send({type: 'choose', replica});
    if (shard === this.#showing) return;
    this.#showing = shard;
    for (const command of this.#asked.values()) shard.client.send(command);
  }

  #receive(shard: Shard, report: Report): void {
    if (this.#over) return;
    const [first] = this.#shards;
    switch (report.type) {
      case 'opened':
        shard.trained = 0;
        if (this.#shards.every(({trained}) => trained === 0)) this.#onReport(report);
        break;
      case 'progress':
        shard.trained = report.trained;
        shard.progress = report;
        shard.metrics.push(...report.metrics);
        this.#tellProgress();
        break;
      case 'stopped':
        shard.stopped = report;
        break;
      case 'frame':
        if (shard === this.#showing) this.#answer(report.frame, report);
        break;
      case 'neighbours':
      case 'words':
        if (shard === this.#showing) this.#answer(report.type, report);
        break;
      case 'moved':
      case 'refused':
        // All shards answer the same.
        if (shard === first) this.#onReport(report);
        break;
      case 'measured':
        this.#measured(shard, report.stepsPerSecond);
        break;
      case 'failed':
      case 'lost':
        this.#onReport(report);
        this.terminate();
        break;
    }
    if (!this.#over) this.#goOn();
  }

  #answer(what: string, report: Report): void {
    this.#asked.delete(what);
    this.#onReport(report);
  }

  #measured(shard: Shard, stepsPerSecond: number): void {
    shard.measured = stepsPerSecond;
    const all = this.#shards.flatMap(({measured}) => measured ?? []);
    if (all.length < this.#shards.length) return;
    for (const one of this.#shards) one.measured = undefined;
    this.#onReport({type: 'measured', stepsPerSecond: Math.min(...all)});
  }

  /** Whether all shards are at the same tick and train no further; those that broke stand for good. */
  get #standing(): boolean {
    return this.#shards.every(
      ({trained, progress, stopped}) => stopped || progress?.finished || trained === this.#granted,
    );
  }

  #goOn(): void {
    if (this.#stopped) return;
    const broken = this.#shards.flatMap(({stopped}) => stopped ?? []);
    if (broken.length > 0) {
      // Another shard may have broken earlier.
      if (this.#standing) this.#stop(broken.reduce((a, b) => (b.lastGood < a.lastGood ? b : a)));
      return;
    }
    while (this.#waiting.length > 0 && this.#standing) this.#act(this.#waiting.shift()!);
    if (this.#playing && this.#waiting.length === 0) this.#grantBlocks();
  }

  #act(command: Command): void {
    if (command.type === 'play') this.#playing = true;
    if (command.type === 'pause' || command.type === 'step') this.#playing = false;
    if (command.type === 'step') this.#grant(this.#granted + 1);
    this.#sendAll(command);
    if (command.type === 'pause') this.#tellProgress();
  }

  #stop(report: ReportOf<'stopped'>): void {
    this.#stopped = true;
    this.#playing = false;
    this.#sendAll({type: 'pause'});
    this.#tellProgress();
    this.#onReport(report);
  }

  /** The slowest shard has one to two blocks before it, so that none waits for a grant that is under way. */
  #grantBlocks(): void {
    const slowest = Math.min(...this.#shards.map(({trained = 0}) => trained));
    const perSecond = Math.min(...this.#shards.map(({progress}) => progress?.stepsPerSecond ?? 0));
    const block = Math.max(1, Math.round(BLOCK * perSecond));
    if (this.#granted - slowest <= block) this.#grant(slowest + 2 * block);
  }

  #grant(trained: number): void {
    this.#granted = trained;
    this.#sendAll({type: 'until', trained});
  }

  #sendAll(command: Command): void {
    for (const {client} of this.#shards) client.send(command);
  }

  /** Tells how far all shards are, when that has changed or will not. */
  #tellProgress(): void {
    const all = this.#shards.flatMap(({progress}) => progress ?? []);
    if (all.length < this.#shards.length) return;
    const merged = mergeProgress(all);
    if (merged.trained === this.#told && !this.#standing) return;
    this.#told = merged.trained;
    const common = Math.min(...this.#shards.map(({metrics}) => metrics.length));
    const metrics = mergeMetrics(
      this.#shards.map((shard) => ({members: shard.members, metrics: shard.metrics.splice(0, common)})),
      this.#shards.flatMap(({members}) => members),
    );
    this.#onReport({...merged, metrics, stepsPerSecond: this.#playing ? merged.stepsPerSecond : 0});
  }
}

/** One progress from those of all shards, but for the metrics: as far and as fast as the slowest, at the cost of all. */
function mergeProgress(all: readonly Progress[]): Omit<Progress, 'metrics'> {
  const {tick, trained} = all.reduce((a, b) => (b.trained < a.trained ? b : a));
  const sum = (of: (report: Progress) => number) => all.reduce((total, report) => total + of(report), 0);
  return {
    type: 'progress',
    tick,
    trained,
    stepsPerSecond: Math.min(...all.map(({stepsPerSecond}) => stepsPerSecond)),
    memory: {tensors: sum(({memory}) => memory.tensors), bytes: sum(({memory}) => memory.bytes)},
    engine: mergeEngine(all.map(({engine}) => engine)),
    finished: all.every(({finished}) => finished),
  };
}

function mergeEngine(all: readonly EngineReport[]): EngineReport {
  const sum = (of: (report: EngineReport) => number) => all.reduce((total, report) => total + of(report), 0);
  return {
    launches: sum(({launches}) => launches),
    copies: sum(({copies}) => copies),
    submissions: sum(({submissions}) => submissions),
    javascript: sum(({javascript}) => javascript),
    // Shards train at the same time.
    whole: Math.max(...all.map(({whole}) => whole)),
    together: Math.min(...all.map(({together}) => together)),
    bytes: {
      live: sum(({bytes}) => bytes.live),
      allocated: sum(({bytes}) => bytes.allocated),
      recorded: sum(({bytes}) => bytes.recorded),
    },
    groups: sum(({groups}) => groups),
    reasons: [...new Map(all.flatMap(({reasons}) => reasons).map((reason) => [reason.what, reason])).values()],
  };
}
