/**
 * A population in several workers that looks like one run in one worker. Members are dealt out to the workers in turn.
 * This is for wasm, where members train one after another: each worker uses one core.
 *
 * A move must act at the same tick in every shard, or the members would not be runs of one spec. So no shard trains
 * further than all are granted, and commands that change the run (play, pause, step, move) wait until all are at that
 * tick. So does a checkpoint, which is joined from those of all shards. And each is asked first whether a move can be made:
 * one with larger worlds than the others may lack the memory.
 *
 * `measure` is for a client that is then thrown away.
 */
import {selectMembers} from '../engine/checkpoints.ts';
import {membersOf, type Spec} from '../spec/index.ts';
import {LabClient} from './client.ts';
import {JointCheckpoint} from './jointCheckpoint.ts';
import {mergeProgress, type Progress, takeMetrics} from './merging.ts';
import type {Command, Report, ReportOf} from './protocol.ts';
import {Wishes} from './wishes.ts';

type Client = Pick<LabClient, 'send' | 'terminate'>;
type Of<T extends Command['type']> = Extract<Command, {type: T}>;

interface Shard {
  client: Client;
  members: readonly number[];
  /** Its report when it had opened the run. */
  opened?: ReportOf<'opened'>;
  /** Index of its present stage. */
  stage: number;
  /** Ticks that it has reported, of all stages together. */
  trained: number;
  progress?: Progress;
  /** Metrics of ticks that not all shards have reported. */
  metrics: Progress['metrics'];
  stopped?: ReportOf<'stopped'>;
  measured?: number;
}

/** Seconds of training in a block. A move waits at most two blocks; a shard reports at least once a block. */
const BLOCK = 0.1;

export class ShardedClient {
  readonly #onReport: (report: Report) => void;
  #most: number;
  readonly #openClient: (onReport: (report: Report) => void) => Client;
  #spec: Spec | undefined;
  #opening: Of<'open'> | undefined;
  /** What was asked while the shards were opening: it is asked again when fewer of them open. */
  #asked: Of<'want' | 'ask' | 'choose'>[] = [];
  #shards: Shard[] = [];
  /** The shard of the chosen member. */
  #showing: Shard | undefined;
  readonly #wishes = new Wishes();
  /** Commands that wait, in turn, until all shards are at the same tick. */
  #waiting: Command[] = [];
  #playing = false;
  /** A move that the shards were asked about, and what they said so far. */
  #weighing: {move: Of<'move'>; said: ReportOf<'weighed'>[]} | undefined;
  /** Ticks that every shard may train, of all stages together. */
  #granted = 0;
  /** Ticks in the last merged progress report. */
  #told = -1;
  readonly #checkpoint = new JointCheckpoint<Shard>();
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

  /** The spec in the command `open` must have been checked. */
  send(command: Command): void {
    if (this.#over) return;
    const asks = command.type === 'want' || command.type === 'ask' || command.type === 'choose';
    if (asks && this.#shards.some(({opened}) => !opened)) this.#asked.push(command);
    switch (command.type) {
      case 'open':
        if (this.#spec) throw new Error('A client opens one run.');
        this.#spec = command.spec as Spec;
        this.#opening = command;
        if (command.playing) this.#waiting.push({type: 'play'});
        this.#open(command);
        break;
      case 'want':
        this.#want(command);
        break;
      case 'ask':
        this.#ask(command);
        break;
      case 'choose':
        this.#choose(command.member);
        break;
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

  #open({members, checkpoint, ...command}: Of<'open'>): void {
    const all = members ?? membersOf(this.#spec!).map(({index}) => index);
    const count = Math.min(all.length, this.#most);
    this.#shards = Array.from({length: count}, (_, i) => {
      // Dealt out in turn: neighbours in a fan cost about the same, its first and its last value may not.
      const share = all.filter((_, k) => k % count === i);
      const client = this.#openClient((report) => this.#receive(shard, report));
      const shard: Shard = {client, members: share, stage: 0, trained: 0, metrics: []};
      return shard;
    });
    this.#showing = this.#shards[0];
    for (const {client, members: share} of this.#shards) {
      const part = checkpoint && selectMembers(checkpoint, share);
      const among = {workers: count, members: all.length};
      client.send({...command, members: [...share], among, checkpoint: part, playing: false});
    }
  }

  /** In fewer workers, whose data and working memory fit together. */
  #openInFewer(workers: number): void {
    for (const {client} of this.#shards) client.terminate();
    this.#most = workers;
    this.#open(this.#opening!);
    const asked = this.#asked;
    this.#asked = [];
    for (const command of asked) this.send(command);
  }

  #want(command: Of<'want'>): void {
    if (!command.members) {
      this.#ask(command);
      return;
    }
    if (this.#stopped) return;
    for (const {client, members: share} of this.#shards) {
      const members = command.members.filter((member) => share.includes(member));
      this.#wishes.addOfMembers(command.frame, members);
      if (members.length > 0) client.send({...command, members});
    }
  }

  #ask(command: Of<'want' | 'ask'>): void {
    // After a break the last good frame stays in view.
    if (this.#stopped) return;
    this.#wishes.addOfChosen(command);
    this.#showing?.client.send(command);
  }

  #choose(member: number): void {
    const shard = this.#shards.find(({members}) => members.includes(member));
    if (!shard) return;
    shard.client.send({type: 'choose', member});
    if (shard === this.#showing) return;
    this.#showing = shard;
    for (const command of this.#wishes.ofChosen) shard.client.send(command);
  }

  #receive(shard: Shard, report: Report): void {
    // Those that were ended have nothing to say any more.
    if (this.#over || !this.#shards.includes(shard)) return;
    switch (report.type) {
      case 'opened':
        this.#opened(shard, report);
        break;
      case 'entered':
        shard.stage = report.stage;
        // Passed on once, when the slowest shard has reported it too.
        if (this.#shards.every(({stage}) => stage >= report.stage)) this.#onReport(report);
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
      case 'answer':
        if (this.#wishes.fulfils(report, shard === this.#showing)) this.#onReport(report);
        break;
      case 'moved':
        // All shards give the same answer: one is passed on.
        if (shard === this.#shards[0]) this.#onReport(report);
        break;
      case 'weighed':
        this.#weighed(report);
        break;
      case 'refused':
        // Frames are asked of some shards only.
        if (shard === this.#shards[0] || this.#wishes.refuse(report)) this.#onReport(report);
        break;
      case 'checkpoint':
        this.#receiveCheckpoint(shard, report);
        break;
      case 'measured':
        this.#measured(shard, report.stepsPerSecond);
        break;
      case 'failed':
        if (report.workers !== undefined && report.workers < this.#shards.length) {
          this.#openInFewer(report.workers);
          return;
        }
        this.#onReport(report);
        this.terminate();
        break;
      case 'lost':
        this.#onReport(report);
        this.terminate();
        break;
    }
    if (!this.#over) this.#goOn();
  }

  #opened(shard: Shard, report: ReportOf<'opened'>): void {
    Object.assign(shard, {opened: report, stage: report.stage, trained: report.trained});
    if (this.#shards.some(({opened}) => !opened)) return;
    this.#granted = report.trained;
    this.#told = report.trained;
    this.#onReport(report);
  }

  #measured(shard: Shard, stepsPerSecond: number): void {
    shard.measured = stepsPerSecond;
    const all = this.#shards.flatMap(({measured}) => measured ?? []);
    if (all.length < this.#shards.length) return;
    for (const one of this.#shards) one.measured = undefined;
    this.#onReport({type: 'measured', stepsPerSecond: Math.min(...all)});
  }

  /** Whether all shards are at the same tick and train no further; broken ones have stopped for good. */
  get #standing(): boolean {
    return this.#shards.every(
      ({opened, trained, progress, stopped}) => opened && (stopped || progress?.finished || trained === this.#granted),
    );
  }

  #goOn(): void {
    if (this.#stopped) return;
    const broken = this.#shards.flatMap(({stopped}) => stopped ?? []);
    if (broken.length > 0) {
      // Another shard may have broken earlier.
      if (this.#standing) this.#stop(broken.reduce((a, b) => (isEarlier(b, a) ? b : a)));
      return;
    }
    const checkpoint = this.#checkpoint;
    if (this.#playing && checkpoint.isDue) checkpoint.want(false);
    this.#takeCheckpoint();
    while (!checkpoint.wanted && !this.#weighing && this.#waiting.length > 0 && this.#standing) {
      this.#act(this.#waiting.shift()!);
    }
    if (this.#playing && !checkpoint.wanted && !this.#weighing && this.#waiting.length === 0) this.#grantBlocks();
  }

  #act(command: Command): void {
    if (command.type === 'checkpoint') {
      this.#playing = false;
      this.#checkpoint.want(true);
      this.#takeCheckpoint();
      return;
    }
    if (command.type === 'move') {
      this.#weighing = {move: command, said: []};
      this.#sendAll({...command, type: 'weigh'});
      return;
    }
    if (command.type === 'play') this.#playing = true;
    if (command.type === 'pause' || command.type === 'step') this.#playing = false;
    if (command.type === 'step') this.#grant(this.#granted + 1);
    this.#sendAll(command);
    if (command.type === 'pause') this.#tellProgress();
  }

  /** Makes the move once all shards have said that they can. */
  #weighed(report: ReportOf<'weighed'>): void {
    const {move, said} = this.#weighing!;
    said.push(report);
    if (said.length < this.#shards.length) return;
    this.#weighing = undefined;
    const sentence = said.find((one) => one.sentence !== undefined)?.sentence;
    if (sentence === undefined) this.#sendAll(move);
    else this.#onReport({type: 'refused', path: move.path, sentence});
  }

  /** Asks all shards for their checkpoints once they are at one tick; they pause for it. */
  #takeCheckpoint(): void {
    if (!this.#checkpoint.untold || !this.#standing) return;
    this.#checkpoint.begin();
    this.#sendAll({type: 'checkpoint'});
  }

  #receiveCheckpoint(shard: Shard, {checkpoint}: ReportOf<'checkpoint'>): void {
    const whole = this.#checkpoint.add(shard, checkpoint, this.#shards.length);
    if (!whole) return;
    this.#onReport({type: 'checkpoint', ...whole});
    if (this.#playing) this.#sendAll({type: 'play'});
  }

  #stop(report: ReportOf<'stopped'>): void {
    this.#stopped = true;
    this.#playing = false;
    this.#sendAll({type: 'pause'});
    this.#tellProgress();
    this.#onReport(report);
  }

  /** The slowest shard always has one to two blocks to train, so that none waits for a grant that is under way. */
  #grantBlocks(): void {
    const slowest = Math.min(...this.#shards.map(({trained}) => trained));
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

  /** Reports how far all shards are, if that has changed or will not change any more. */
  #tellProgress(): void {
    const all = this.#shards.flatMap(({progress}) => progress ?? []);
    if (all.length < this.#shards.length) return;
    const merged = mergeProgress(all);
    if (merged.trained === this.#told && !this.#standing) return;
    this.#told = merged.trained;
    const metrics = takeMetrics(this.#shards, merged, this.#spec!);
    this.#onReport({...merged, metrics, stepsPerSecond: this.#playing ? merged.stepsPerSecond : 0});
  }
}

const isEarlier = (a: ReportOf<'stopped'>, b: ReportOf<'stopped'>): boolean =>
  a.stage < b.stage || (a.stage === b.stage && a.lastGood < b.lastGood);
