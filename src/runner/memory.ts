/**
 * The plan of a whole run's memory, made before any of it is taken: all stages, all members and all workers together. A run
 * beyond the limit is refused with the number, and with the setting that, turned down, lets it fit.
 */
import {cohortsOf} from '../engine/cohorts.ts';
import {bytesOf, type MemoryLimits, type MemoryNeed, memoryNeed, slotsOf} from '../engine/memoryPlan.ts';
import type {Program, Slot} from '../engine/program.ts';
import {LabError, type Resources} from '../engine/resources.ts';
import type {Worlds} from '../engine/worlds.ts';
import {
  assign,
  type Member,
  type Move,
  membersOf,
  read,
  type Spec,
  type SpecLanguage,
  type Stage,
} from '../spec/index.ts';

/** The room for a run on a backend. */
export interface MemoryRoom {
  limits: MemoryLimits;
  /** Whether members train in one step, so that the working memory of all is held at once. */
  sideBySide: boolean;
}

/** Workers that train a population together, and how many members they have in all. */
export interface Among {
  workers: number;
  members: number;
}

/** Bytes of a run, and of its largest tensor. */
export interface Whole {
  total: number;
  tensor: number;
}

/** A run that would need more memory than there is room for. */
export class TooLarge extends LabError {
  override name = 'TooLarge';

  /** In so many workers, at most, it would fit. */
  constructor(
    sentence: string,
    readonly workers?: number,
  ) {
    super(sentence);
  }
}

export interface MemoryRequest {
  /** Checked. */
  spec: Spec;
  language: SpecLanguage;
  programs: readonly Program[];
  resources: Resources;
  worlds: Worlds;
  room: MemoryRoom;
  /** Which members of the fan; all when left out. */
  members?: readonly number[];
  among?: Among;
}

export class MemoryPlan {
  readonly #request: MemoryRequest;
  readonly #members: readonly Member[];
  readonly #among: Among;
  readonly #worlds = new Map<string, unknown>();

  private constructor(request: MemoryRequest) {
    this.#request = request;
    const all = membersOf(request.spec);
    this.#members = request.members?.map((index) => all[index]) ?? all;
    this.#among = request.among ?? {workers: 1, members: this.#members.length};
  }

  /** Throws a TooLarge when the run does not fit. */
  static async open(request: MemoryRequest): Promise<MemoryPlan> {
    const plan = new MemoryPlan(request);
    const {spec, room} = request;
    await plan.#load(spec);
    const whole = plan.#wholeOf(spec);
    if (!isBeyond(whole, room.limits)) return plan;
    const workers = plan.#fittingWorkers();
    const among = {...plan.#among, workers: 1};
    const least = plan.#wholeOf(spec, plan.#members, among);
    const [needs, of] = workers === undefined ? [least, among] : [whole, plan.#among];
    throw new TooLarge(`${lack(needs, room.limits, spec, of)} ${await plan.#remedy()}`, workers);
  }

  /** The memory of the run with these settings. Its worlds must be loaded. */
  get whole(): Whole {
    return this.#wholeOf(this.#request.spec);
  }

  /**
   * Why a move cannot be made, if it cannot. Each of several workers looks at all members; where these have different worlds,
   * which no worker has all of, it takes all for such as its own, so that the worker with the largest decides.
   */
  refusedMove(spec: Spec, {stage, path, value}: Pick<Move, 'stage' | 'path' | 'value'>): string | undefined {
    const {room, language, programs} = this.#request;
    const {limits} = room;
    const moved = spec.stages.find(({id}) => id === stage)!;
    // Sliders of hot fields send many moves, and no slot depends on them.
    if (programOf(programs, moved)?.hot(moved.spec).includes(path)) return undefined;
    const members = (this.#among.workers > 1 && this.#everyone()) || this.#members;
    const at = (to: number) => ({...spec, stages: spec.stages.map((one) => withSetting(one, stage, path, to))});
    const needed = (to: number) => this.#wholeOf(at(to), members);
    const whole = needed(value);
    if (!isBeyond(whole, limits)) return undefined;
    const place = language.places(moved).find((one) => one.path === path);
    let fitting = value;
    while (fitting > 1 && isBeyond(needed(fitting), limits)) fitting = Math.floor(fitting / 2);
    const label = place?.field.label ?? path;
    return `This change was not made: ${lack(whole, limits, spec, this.#among)} ${label} may be about ${fitting.toLocaleString('en')} here.`;
  }

  /** The members in all workers, if they are all that there are, and have the same world in each stage. */
  #everyone(): readonly Member[] | undefined {
    const {spec, programs} = this.#request;
    const all = membersOf(spec);
    if (all.length !== this.#among.members) return undefined;
    const worlds = cohortsOf(spec, programs, all).map(({spec: own}) =>
      own.stages.map((stage) => worldKey(programOf(programs, stage)!, stage)).join(),
    );
    return new Set(worlds).size === 1 ? all : undefined;
  }

  /** Loads the worlds of all stages and cohorts. */
  async #load(spec: Spec): Promise<void> {
    const {programs, resources, worlds} = this.#request;
    for (const cohort of cohortsOf(spec, programs, this.#members)) {
      for (const stage of cohort.spec.stages) {
        const program = programOf(programs, stage);
        // A program that does not exist is refused when its stage opens.
        if (program) this.#worlds.set(worldKey(program, stage), await worlds.load(program, stage, resources));
      }
    }
  }

  /**
   * Stages follow one another, so the largest counts. Members keep their slots; the working memory is held once where they
   * train in turn. Every worker has data and working memory of its own.
   */
  #wholeOf(spec: Spec, members = this.#members, {workers, members: all} = this.#among): Whole {
    const {programs, room} = this.#request;
    const cohorts = cohortsOf(spec, programs, members);
    const stages = spec.stages.map((_, i): Whole => {
      const data = new Set<Slot>();
      let [shared, slots, working, tensor] = [0, 0, 0, 0];
      for (const {spec: own, members: together} of cohorts) {
        const stage = withMoves(own.stages[i], spec, programs);
        const program = programOf(programs, stage);
        if (!program) continue;
        const world = this.#worlds.get(worldKey(program, stage));
        const laidOut = slotsOf(program, stage.spec, world, stage.steps);
        const need: MemoryNeed = memoryNeed(program, stage.spec, world, stage.steps, laidOut);
        for (const slot of Object.values(laidOut)) {
          // Data of one world are uploaded once.
          if (slot.axis !== 'shared' || data.has(slot)) continue;
          data.add(slot);
          shared += bytesOf(slot);
        }
        slots += together.length * need.slots;
        // Recorded phases keep what they work with: a training step, and the largest of the others.
        if (room.sideBySide) working += together.length * (need.working + need.peak);
        else working = Math.max(working, need.peak);
        tensor = Math.max(tensor, need.largest);
      }
      const share = all / members.length;
      return {total: workers * (shared + working) + share * slots, tensor};
    });
    return {total: Math.max(...stages.map(({total}) => total)), tensor: Math.max(...stages.map((one) => one.tensor))};
  }

  /** The most workers in which the run fits, fewer than there are. */
  #fittingWorkers(): number | undefined {
    const {spec, room} = this.#request;
    const {workers, members} = this.#among;
    for (let fewer = workers - 1; fewer >= 1; fewer--) {
      if (!isBeyond(this.#wholeOf(spec, this.#members, {workers: fewer, members}), room.limits)) return fewer;
    }
    return undefined;
  }

  /** What to turn down so that the run fits. */
  async #remedy(): Promise<string> {
    // Few runs are refused: what finds the setting is loaded then.
    const loaded = await import('./memoryAdvice.ts').catch(() => undefined);
    if (!loaded) return 'Choose a smaller run.';
    const {spec, language, programs, resources, room} = this.#request;
    const one: Among = {workers: 1, members: 1};
    return loaded.advice({
      ...{spec, language, members: this.#members, all: this.#among.members},
      beyond: (changed, members) => {
        const whole = this.#wholeOf(
          changed,
          members,
          members.length === 1 ? one : {workers: 1, members: members.length},
        );
        return isBeyond(whole, room.limits)
          ? Math.max(whole.total / room.limits.total, whole.tensor / room.limits.tensor)
          : 0;
      },
      // Not kept with the worlds of the run: most are looked at once.
      load: async (changed) => {
        for (const stage of changed.stages) {
          const program = programOf(programs, stage);
          const key = program && worldKey(program, stage);
          if (key && !this.#worlds.has(key)) this.#worlds.set(key, await program.load?.(stage.spec, resources));
        }
      },
    });
  }
}

const GIBI = 1024 ** 3;
const MEBI = 1024 ** 2;

/** "2.51 GiB", "1 GiB", "513 MiB": never less than it is. */
const inBytes = (bytes: number): string =>
  bytes >= GIBI
    ? `${Math.ceil((100 * bytes) / GIBI) / 100} GiB`
    : `${Math.ceil(bytes / MEBI).toLocaleString('en')} MiB`;

const isBeyond = ({total, tensor}: Whole, limits: MemoryLimits): boolean =>
  total > limits.total || tensor > limits.tensor;

const programOf = (programs: readonly Program[], {program}: Stage) => programs.find(({name}) => name === program);

/** Hot fields are not in it: no slot depends on them. */
function worldKey({name, hot}: Program, {spec}: Stage): string {
  const paths: readonly string[] = hot(spec);
  const fixed = paths.filter((path) => path.startsWith('world.')).reduce((at, path) => assign(at, path, null), spec);
  return `${name} ${JSON.stringify((fixed as {world?: unknown}).world)}`;
}

const withSetting = (stage: Stage, id: string, path: string, value: number): Stage =>
  stage.id === id ? {...stage, spec: assign(stage.spec, path, value)} : stage;

/** The stage with each setting that moves recapture at the largest value that it ever has. */
function withMoves(stage: Stage, {moves}: Spec, programs: readonly Program[]): Stage {
  const own = moves.filter((move) => move.stage === stage.id);
  if (own.length === 0) return stage;
  const hot = new Set(programOf(programs, stage)?.hot(stage.spec) ?? []);
  const largest = new Map<string, number>();
  for (const {path, value} of own) {
    if (!hot.has(path)) largest.set(path, Math.max(value, largest.get(path) ?? value));
  }
  return [...largest].reduce((at, [path, value]) => {
    const before = read(at.spec, path);
    return typeof before === 'number' && value > before ? withSetting(at, stage.id, path, value) : at;
  }, stage);
}

/** "This run needs about 2.5 GiB of memory, and the lab takes at most 1 GiB." */
function lack({total, tensor}: Whole, limits: MemoryLimits, spec: Spec, {workers, members}: Among): string {
  if (total <= limits.total) {
    return `This run needs a tensor of about ${inBytes(tensor)}, and this device takes tensors of at most ${inBytes(limits.tensor)}.`;
  }
  const each = spec.fan ? ` for ${members} members${workers > 1 ? ` in ${workers} workers` : ''}` : '';
  return `This run needs about ${inBytes(total)} of memory${each}, and may take at most ${inBytes(limits.total)}.`;
}
