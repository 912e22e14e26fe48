/** A stage that is open: its program, world and slots, and its settings as they stand for each member. */
import {assign, type Move, read, type Spec, type Stage} from '../spec/index.ts';
import type {Surroundings} from './context.ts';
import {withMoments} from './optimiser.ts';
import type {OptimiserSettings, Program, Replica} from './program.ts';
import {LabError, type Resources} from './resources.ts';
import {SlotStore} from './slots.ts';
import type {Layout} from './starts.ts';
import type {Worlds} from './worlds.ts';

/** A stage with its program and world, before it is open. */
export interface LaidOut extends Layout {
  program: Program;
  world: unknown;
}

export async function layOut(
  stage: Stage,
  programs: readonly Program[],
  worlds: Worlds,
  resources: Resources,
): Promise<LaidOut> {
  const program = programs.find(({name}) => name === stage.program);
  if (!program) throw new LabError(`There is no program called ${JSON.stringify(stage.program)}.`);
  const world = await worlds.load(program, stage, resources);
  const optimisers: Record<string, OptimiserSettings> = program.optimisers?.(stage.spec, stage.steps) ?? {};
  return {stage, program, world, optimisers, slots: withMoments(program.slots(stage.spec, world), optimisers)};
}

/**
 * Before the uses of keys in a stage. The first stage has none, as links to runs of one stage were published before there
 * were more.
 */
export const keyPrefix = ({stages}: Pick<Spec, 'stages'>, index: number): string =>
  index === 0 ? '' : `${stages[index].id}/`;

export interface OpenStageOptions {
  laidOut: LaidOut;
  replicas: readonly Replica[];
  /** The index of each replica in the fan. */
  members: readonly number[];
  /** Before the uses of keys. */
  prefix: string;
  /** A tensor of another run with the data of a slot. */
  lend: ConstructorParameters<typeof SlotStore>[3];
  /** Updates of each group that the stage goes on from. */
  carried: ReadonlyMap<string, number>;
}

export class OpenStage {
  readonly stage: Stage;
  readonly program: Program;
  readonly world: unknown;
  readonly store: SlotStore;
  /** Updates of each group in this stage. */
  updates = new Map<string, number>();
  carried: ReadonlyMap<string, number>;
  readonly #optimisers: Record<string, OptimiserSettings>;
  readonly #replicas: readonly Replica[];
  readonly #members: readonly number[];
  readonly #prefix: string;
  /** With moves applied; hot fields are those of the first replica. */
  #settings: unknown;
  /** Every hot field, for each replica. */
  #hot!: Map<string, number[]>;
  /** What phases see of all this; made anew when a setting that is not hot has changed. */
  #around: Surroundings<unknown, unknown> | undefined;

  constructor({laidOut, replicas, members, prefix, lend, carried}: OpenStageOptions) {
    const {stage, program, world, slots, optimisers} = laidOut;
    this.stage = stage;
    this.program = program;
    this.world = world;
    this.#optimisers = optimisers;
    this.#replicas = replicas;
    this.#members = members;
    this.#prefix = prefix;
    this.carried = carried;
    this.store = new SlotStore(slots, replicas, prefix, lend);
    this.begin();
  }

  /** The settings as the stage begins. */
  begin(): void {
    const {spec, id} = this.stage;
    const values = (path: string) => this.#replicas.map(({hot}) => hot?.[id]?.[path] ?? (read(spec, path) as number));
    this.#settings = spec;
    this.#hot = new Map((this.program.hot(spec) as readonly string[]).map((path) => [path, values(path)]));
    this.#around = undefined;
  }

  /** The settings of a replica with every move applied. */
  settings(replica: number): unknown {
    return [...this.#hot].reduce(
      (settings, [path, values]) =>
        read(settings, path) === values[replica] ? settings : assign(settings, path, values[replica]),
      this.#settings,
    );
  }

  /** Applies a move to the replicas that it is for. Tells whether what phases see as plain settings has changed. */
  apply({path, value, member}: Pick<Move, 'path' | 'value' | 'member'>): boolean {
    const moves = (r: number) => typeof member !== 'number' || this.#members[r] === member;
    const hot = this.#hot.get(path);
    if (!hot) {
      // A field that is not hot moves for all.
      this.#settings = assign(this.#settings, path, value);
      this.#around = undefined;
      return true;
    }
    this.#hot.set(
      path,
      hot.map((before, r) => (moves(r) ? value : before)),
    );
    return false;
  }

  /** Updates of a group in this stage and in those that it continues. */
  count(group: string): number {
    return (this.carried.get(group) ?? 0) + (this.updates.get(group) ?? 0);
  }

  get groups(): readonly string[] {
    return Object.keys(this.#optimisers);
  }

  get around(): Surroundings<unknown, unknown> {
    this.#around ??= {
      spec: withoutHot(this.#settings, [...this.#hot.keys()]),
      world: this.world,
      store: this.store,
      replicas: this.#replicas,
      prefix: this.#prefix,
      optimisers: this.#optimisers,
      carried: (group) => this.carried.get(group) ?? 0,
      hotValues: (path) => {
        const values = this.#hot.get(path);
        if (!values) throw new Error(`${path} is not a hot field.`);
        return values;
      },
    };
    return this.#around;
  }
}

/** The settings with every hot field replaced by a getter that throws: a phase must ask for it with `hot(path)`. */
function withoutHot(settings: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(settings) as Record<string, unknown>;
  for (const path of paths) {
    const keys = path.split('.');
    const name = keys.pop()!;
    const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
    Object.defineProperty(holder, name, {
      get() {
        throw new Error(`${path} is hot: a phase must read it with hot("${path}"), or its present value is frozen.`);
      },
    });
  }
  return copy;
}
