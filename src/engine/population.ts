/**
 * A population of runs as one: members in groups, each group one run. On WebGPU a group is as large as memory allows, and
 * one step trains all of it; on wasm, where a step costs what its members cost, every member is a group of its own and they
 * train in turn. A member gets the same bits in every grouping.
 */
import {type Member, type Move, membersOf, type Spec, type Stage} from '../spec/index.ts';
import {type MemoryLimits, memoryNeed, planMemory} from './memoryPlan.ts';
import {mergeMetrics} from './metrics.ts';
import type {Cost, PhaseRunner} from './phases.ts';
import type {Replica} from './program.ts';
import type {LoneCheckpoint as Checkpoint, Collected, Values, Checkpoint as Whole} from './records.ts';
import {loadWorld, Run, type RunOptions, type Worlds} from './run.ts';

export interface PopulationOptions extends Omit<RunOptions, 'beside'> {
  members?: readonly number[];
  /** Members of a group at most, or the memory that there is for one. */
  together: number | MemoryLimits;
}

export class Population {
  readonly #runs: readonly Run[];
  readonly #together: number;
  #chosen = 0;

  readonly members: readonly Member[];
  readonly hostDue = false;
  async host(): Promise<void> {}

  private constructor(runs: readonly Run[], together: number, members: readonly Member[]) {
    this.#runs = runs;
    this.members = members;
    this.#together = together;
  }

  static async open(options: PopulationOptions): Promise<Population> {
    const {spec} = options;
    const chosen = membersOf(spec).filter(({index}) => options.members?.includes(index) ?? true);
    const fanned = chosen.map(({seed, values}) => ({
      seed,
      hot: Object.fromEntries((spec.fan?.axes ?? []).map(({path}, i) => [path, values[i]])),
    }));
    const members = options.replicas ?? fanned;
    const worlds: Worlds = options.worlds ?? new Map();
    const together = await groupSize(options, members.length, worlds);
    const runs: Run[] = [];
    for (let from = 0; from < members.length; from += together) {
      const replicas: readonly Replica[] = members.slice(from, from + together);
      runs.push(await Run.open({...options, replicas, worlds, beside: runs[0]}));
    }
    return new Population(
      runs,
      together,
      options.replicas ? members.map(({seed}, index) => ({index, seed, values: []})) : chosen,
    );
  }

  get groups(): number {
    return this.#runs.length;
  }

  get #first(): Run {
    return this.#runs[0];
  }

  get spec(): Spec {
    return this.#first.spec;
  }

  get tick(): number {
    return this.#first.tick;
  }

  /** Updates made in all stages up to now. */
  get trained(): number {
    const {stages} = this.spec;
    const before = stages.slice(
      0,
      stages.findIndex(({id}) => id === this.stage.id),
    );
    return before.reduce((sum, {steps}) => sum + steps, this.tick);
  }

  get stage(): Stage {
    return this.#first.stage;
  }

  get settings(): unknown {
    return this.#first.settings;
  }

  get world(): unknown {
    return this.#first.world;
  }

  get finished(): boolean {
    return this.#first.finished;
  }

  get stageFinished(): boolean {
    return this.#first.stageFinished;
  }

  get checkpointBytes(): number {
    return this.#runs.reduce((sum, run) => sum + run.checkpointBytes, 0);
  }

  /** What running phases has cost, all groups together. */
  get phases(): Pick<PhaseRunner, 'cost' | 'recordedBytes' | 'reasons'> {
    const all = this.#runs.map(({phases}) => phases);
    const sum = (of: keyof Cost) => all.reduce((total, {cost}) => total + cost[of], 0);
    return {
      cost: {
        launches: sum('launches'),
        copies: sum('copies'),
        submissions: sum('submissions'),
        javascript: sum('javascript'),
      },
      recordedBytes: all.reduce((total, {recordedBytes}) => total + recordedBytes, 0),
      reasons: all[0].reasons,
    };
  }

  begin(): boolean {
    return this.#runs.map((run) => run.begin()).some(Boolean);
  }

  advance(): void {
    for (const run of this.#runs) run.advance();
  }

  async nextStage(): Promise<void> {
    for (const run of this.#runs) await run.nextStage();
  }

  move({path, value}: {path: string; value: number; member?: number | 'all'}): Move {
    return this.#runs.map((run) => run.move(path, value))[0];
  }

  get chosen(): number {
    return this.members[this.#chosen].index;
  }

  /** Whose frames `show` gives from now on. */
  choose(member: number): void {
    this.#chosen = this.members.findIndex(({index}) => index === member);
    this.#showing.choose(this.#chosen % this.#together);
  }

  get #showing(): Run {
    return this.#runs[Math.floor(this.#chosen / this.#together)];
  }

  show(phase: string, {iteration = 0, member = this.chosen}: {iteration?: number; member?: number} = {}): void {
    const before = this.chosen;
    this.choose(member);
    this.#showing.show(phase, iteration);
    this.choose(before);
  }

  /** Puts numbers into slots of the run that `show` shows. */
  write(values: ReadonlyMap<string, Values>): void {
    this.#showing.write(values);
  }

  /** The metrics of all members, and the frames of the chosen one. */
  async collect(): Promise<Collected> {
    const all = await Promise.all(this.#runs.map((run) => run.collect()));
    const frames = all.flatMap(({frames}, i) =>
      frames.map((frame) => ({...frame, member: this.members[i * this.#together + frame.member].index})),
    );
    const indices = this.members.map(({index}) => index);
    const groups = all.map(({metrics}, i) => ({
      members: indices.slice(i * this.#together, (i + 1) * this.#together),
      metrics,
    }));
    return {metrics: mergeMetrics(groups, indices), frames};
  }

  async checkpoint(): Promise<Whole> {
    const one = mergeCheckpoints(await Promise.all(this.#runs.map((run) => run.checkpoint())), this.#axes());
    const {stage, tick, moves, updates} = one;
    const axis = this.#axes();
    const values = (all: Slots): Whole['cohorts'][0]['slots'] => all.map(([name, v]) => [name, v, axis(name)]);
    const members = this.members.map(({index}) => index);
    return {
      stage,
      tick,
      moves,
      cohorts: [{members, updates, counts: [], slots: values(one.slots), finished: values(one.finished)}],
    };
  }

  async restore({stage, tick, moves, cohorts}: Whole): Promise<void> {
    const [{updates, slots, finished}] = cohorts;
    const lone = (all: Whole['cohorts'][0]['slots']): Slots => all.map(([name, v]) => [name, v]);
    const checkpoint = {stage, tick, moves, updates, slots: lone(slots), finished: lone(finished)};
    const shares = this.#runs.map(({replicas}) => replicas.length);
    const parts = splitCheckpoint(checkpoint, shares, this.#axes());
    for (const [i, run] of this.#runs.entries()) await run.restore(parts[i]);
  }

  dispose(): void {
    for (const run of this.#runs) run.dispose();
  }

  #axes(): (slot: string) => 'replica' | 'shared' {
    return (slot) => this.#first.axisOf(slot);
  }
}

type Slots = [string, Values][];

function mergeCheckpoints(parts: readonly Checkpoint[], axisOf: (slot: string) => 'replica' | 'shared'): Checkpoint {
  if (parts.length === 1) return parts[0];
  const merged = (of: (part: Checkpoint) => Slots): Slots =>
    of(parts[0]).map(([name, values], i) => [
      name,
      axisOf(name) === 'shared' ? values : joined(parts.map((part) => of(part)[i][1])),
    ]);
  return {...parts[0], slots: merged(({slots}) => slots), finished: merged(({finished}) => finished)};
}

/** A checkpoint for each share of the members. */
function splitCheckpoint(
  checkpoint: Checkpoint,
  shares: readonly number[],
  axisOf: (slot: string) => 'replica' | 'shared',
): Checkpoint[] {
  const members = shares.reduce((a, b) => a + b, 0);
  let first = 0;
  return shares.map((share) => {
    const from = first;
    first += share;
    const part = (all: Slots): Slots =>
      all.map(([name, values]) => {
        if (axisOf(name) === 'shared') return [name, values];
        const size = values.length / members;
        return [name, values.slice(from * size, (from + share) * size)];
      });
    return {...checkpoint, slots: part(checkpoint.slots), finished: part(checkpoint.finished)};
  });
}

function joined(parts: readonly Values[]): Values {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = parts[0] instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Members that train side by side: what was asked for, or what fits in every stage. */
async function groupSize(
  {together, spec, programs, resources}: PopulationOptions,
  members: number,
  worlds: Worlds,
): Promise<number> {
  if (typeof together === 'number') return together;
  let fitting = members;
  for (const stage of spec.stages) {
    const program = programs.find(({name}) => name === stage.program);
    // A program that does not exist is refused when its stage opens.
    if (!program) continue;
    const world = await loadWorld(worlds, program, stage, resources);
    fitting = planMemory(memoryNeed(program, stage.spec, world, stage.steps), fitting, together);
  }
  return fitting;
}
