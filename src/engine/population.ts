/**
 * A population of runs as one: the members of a spec's fan. Members that differ in seeds and hot fields alone are a cohort;
 * cohorts train in turn, tick by tick. A cohort is one group or several, each group one run. On WebGPU a group is as large as
 * memory allows, and one step trains all of it; on wasm, where a step costs what its members cost, every member is a group of
 * its own. A member gets the bits of the run of its spec alone, in every grouping.
 */
import {allSteps, type Member, type Move, membersOf, positionOf, type Spec, type Stage} from '../spec/index.ts';
import {joinCheckpoints} from './checkpoints.ts';
import {cohortsOf, type MemberCohort} from './cohorts.ts';
import {type MemoryLimits, membersAtOnce, memoryNeed, needAlone} from './memoryPlan.ts';
import {mergeMetrics} from './metrics.ts';
import type {Cost, PhaseRunner} from './phases.ts';
import type {Checkpoint, Collected, Values} from './records.ts';
import {Run, type RunOptions} from './run.ts';
import {Worlds} from './worlds.ts';

export interface PopulationOptions extends Omit<RunOptions, 'beside' | 'replicas' | 'members'> {
  /** Some members of the fan, by their index and in ascending order; all by default. */
  members?: readonly number[];
  /** Members of a group at most, or the memory that there is for one. */
  together: number | MemoryLimits;
}

interface ShowOptions {
  iteration?: number;
  /** The chosen one by default. */
  member?: number;
}

export class Population {
  readonly members: readonly Member[];
  readonly #opened: Spec;
  readonly #runs: readonly Run[];
  #chosen: number;

  private constructor(spec: Spec, members: readonly Member[], runs: readonly Run[]) {
    this.#opened = spec;
    this.members = members;
    this.#runs = runs;
    this.#chosen = members[0].index;
  }

  static async open(options: PopulationOptions): Promise<Population> {
    const {spec, programs, worlds = new Worlds()} = options;
    const all = membersOf(spec);
    const members = options.members?.map((index) => all[index]) ?? all;
    const runs: Run[] = [];
    for (const cohort of cohortsOf(spec, programs, members)) {
      const together = await groupSize(cohort, {...options, worlds});
      for (let from = 0; from < cohort.members.length; from += together) {
        const group = {
          spec: cohort.spec,
          members: cohort.members.slice(from, from + together),
          replicas: cohort.replicas.slice(from, from + together),
        };
        runs.push(await Run.open({...options, ...group, worlds, beside: [...runs]}));
      }
    }
    return new Population(spec, members, runs);
  }

  get groups(): number {
    return this.#runs.length;
  }

  get #first(): Run {
    return this.#runs[0];
  }

  get spec(): Spec {
    return {...this.#opened, moves: this.#first.spec.moves};
  }

  /** The member that is shown. */
  get chosen(): number {
    return this.#chosen;
  }

  get tick(): number {
    return this.#first.tick;
  }

  /** Steps of all stages together. */
  get steps(): number {
    return allSteps(this.#opened);
  }

  /** Updates made in all stages up to now. */
  get trained(): number {
    return positionOf(this.#opened, this.stage.id, this.tick);
  }

  get stage(): Stage {
    return this.#first.stage;
  }

  /** The present stage's settings of the chosen member with every move applied. */
  get settings(): unknown {
    const {run, replica} = this.#placeOf(this.#chosen);
    return run.settingsOf(replica);
  }

  /** The shapes of the chosen member's slots in a checkpoint, without the replica axis. */
  get shapes(): Record<string, number[]> {
    return this.#placeOf(this.#chosen).run.shapes;
  }

  /** The world of the chosen member. */
  get world(): unknown {
    return this.#placeOf(this.#chosen).run.world;
  }

  /** Bytes that the memory plan gives one member in the present stage: its slots and its working memory. */
  get plannedBytes(): number {
    return needAlone(this.#first.memoryNeed);
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

  begin(): void {
    for (const run of this.#runs) run.begin();
  }

  /** Runs the next one of the phases that open the stage; false if there is none. */
  beginNext(): boolean {
    return this.#runs.some((run) => run.beginNext());
  }

  /** The share of the phases that open the stage, from 0 to 1, that has been run. */
  get begun(): number {
    return this.#runs.reduce((sum, {begun}) => sum + begun, 0) / this.#runs.length;
  }

  /** One tick of every member. Throws while host work is due. */
  advance(): void {
    if (this.hostDue) throw new Error('Host work is due: await host() before the next tick.');
    for (const run of this.#runs) run.advance();
  }

  get hostDue(): boolean {
    return this.#runs.some((run) => run.hostDue);
  }

  /** Does the host work that is due. */
  async host(): Promise<void> {
    for (const run of this.#runs) await run.host();
  }

  async nextStage(options?: Pick<RunOptions, 'deferBegin'>): Promise<void> {
    for (const run of this.#runs) await run.nextStage(options);
  }

  /** Moves a setting of one member or of all at the present tick. Returns the move as recorded in the spec. */
  move({path, value, member}: Pick<Move, 'path' | 'value' | 'member'>): Move {
    return this.#runs.map((run) => run.move(path, value, member))[0];
  }

  /** Whose frames `show` gives from now on. */
  choose(member: number): void {
    this.#placeOf(member);
    this.#chosen = member;
  }

  show(phase: string, {iteration = 0, member = this.#chosen}: ShowOptions = {}): void {
    const {run, replica} = this.#placeOf(member);
    run.show(phase, iteration, replica);
  }

  /** Puts numbers into slots of the run that `show` shows. */
  write(values: ReadonlyMap<string, Values>, member = this.#chosen): void {
    this.#placeOf(member).run.write(values);
  }

  /** The metrics of all members, and all frames. */
  async collect(): Promise<Collected> {
    const all = await Promise.all(this.#runs.map((run) => run.collect()));
    const groups = all.map(({metrics}, i) => ({members: this.#runs[i].members, metrics}));
    const whole = membersOf(this.#opened).map(({index}) => index);
    return {metrics: mergeMetrics(groups, whole), frames: all.flatMap(({frames}) => frames)};
  }

  /** Of all members. Host work that is due is done first. */
  async checkpoint(): Promise<Checkpoint> {
    return joinCheckpoints(await Promise.all(this.#runs.map((run) => run.checkpoint())));
  }

  /** Goes on from a checkpoint that has all members of this population, and perhaps others. */
  async restore(checkpoint: Checkpoint): Promise<void> {
    for (const run of this.#runs) await run.restore(checkpoint);
  }

  dispose(): void {
    for (const run of this.#runs) run.dispose();
  }

  #placeOf(member: number): {run: Run; replica: number} {
    for (const run of this.#runs) {
      const replica = run.members.indexOf(member);
      if (replica >= 0) return {run, replica};
    }
    throw new Error(`There is no member ${member}; there are ${this.members.map(({index}) => index).join(', ')}.`);
  }
}

/** Members that train side by side: what was asked for, or what fits in every stage. */
async function groupSize(
  {spec, members}: MemberCohort,
  {together, programs, resources, worlds}: PopulationOptions & {worlds: Worlds},
): Promise<number> {
  if (typeof together === 'number') return together;
  let fitting = members.length;
  for (const stage of spec.stages) {
    const program = programs.find(({name}) => name === stage.program);
    // A program that does not exist is refused when its stage opens.
    if (!program) continue;
    const world = await worlds.load(program, stage, resources);
    fitting = membersAtOnce(memoryNeed(program, stage.spec, world, stage.steps), fitting, together);
  }
  return fitting;
}
