/**
 * A cache of trained stages: arms of a study fork after a common stage, which is trained once. The end of a stage is kept
 * under a key that holds everything that its bits depend on.
 */
import type {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import type {Checkpoint, TickMetrics} from '../engine/records.ts';
import type {Resources} from '../engine/resources.ts';
import type {Worlds} from '../engine/worlds.ts';
import {memberSpec, membersOf, type Spec} from '../spec/index.ts';

/** A run at the end of a stage. Members are numbered from 0 in the order in which they were trained. */
export interface CachedStage {
  checkpoint: Checkpoint;
  /** The metrics of this stage. */
  metrics: TickMetrics[];
}

export interface StageCache {
  get(key: string): Promise<CachedStage | undefined>;
  put(key: string, stage: CachedStage): Promise<void>;
}

/** Keeps the newest stages in memory. */
export class MemoryCache implements StageCache {
  readonly #most: number;
  readonly #stages = new Map<string, CachedStage>();

  constructor(most: number) {
    this.#most = most;
  }

  async get(key: string): Promise<CachedStage | undefined> {
    return this.#stages.get(key);
  }

  async put(key: string, stage: CachedStage): Promise<void> {
    this.#stages.delete(key);
    this.#stages.set(key, stage);
    const [oldest] = this.#stages.keys();
    if (this.#stages.size > this.#most) this.#stages.delete(oldest);
  }
}

export interface CacheOptions {
  stages: StageCache;
  backend: string;
  /** Identifies the code: another build may compute other bits. */
  build: string;
}

export interface Prefix {
  spec: Spec;
  /** Index of the prefix's last stage. */
  stage: number;
  /** Which members of the fan; all when left out. */
  members?: readonly number[];
  /** Digest of the files that the worlds of these stages read. */
  data: string;
  backend: string;
  build: string;
}

/**
 * The key of a prefix: equal keys, equal bits at its end. For each member it contains the seed, the stages and their moves;
 * also which slots of earlier stages are still needed, because a checkpoint has no others.
 */
export function prefixKey({spec, stage, members, data, backend, build}: Prefix): Promise<string> {
  const ids = spec.stages.slice(0, stage + 1).map(({id}) => id);
  const chosen = members ?? membersOf(spec).map(({index}) => index);
  const runs = chosen.map((member) => {
    const {seed, stages, moves} = memberSpec(spec, member);
    return {seed, stages: stages.slice(0, stage + 1), moves: moves.filter((move) => ids.includes(move.stage))};
  });
  const earlier = ids.slice(0, -1);
  const needed = spec.stages
    .slice(stage + 1)
    .flatMap(({from = {}}) => Object.values(from))
    .filter((source) => earlier.includes(source.split('.')[0]));
  return digestOf(JSON.stringify({runs, needed: [...new Set(needed)].sort(), data, backend, build}));
}

interface Sources {
  spec: Spec;
  programs: readonly Program[];
  resources: Resources;
  worlds: Worlds;
  members?: readonly number[];
}

/** The cached stages of one run. */
export class CachedPrefixes {
  readonly #stages: StageCache;
  readonly #spec: Spec;
  readonly #members: readonly number[];
  /** The key of each stage. */
  readonly #keys: readonly string[];

  private constructor(stages: StageCache, spec: Spec, members: readonly number[], keys: readonly string[]) {
    this.#stages = stages;
    this.#spec = spec;
    this.#members = members;
    this.#keys = keys;
  }

  /** Loads the worlds of all stages, because the keys contain what they read. */
  static async open({stages, backend, build}: CacheOptions, sources: Sources): Promise<CachedPrefixes> {
    const {spec, members} = sources;
    const digests = await dataDigests(sources);
    const keys = await Promise.all(
      digests.map((data, stage) => prefixKey({spec, stage, members, data, backend, build})),
    );
    return new CachedPrefixes(stages, spec, members ?? membersOf(spec).map(({index}) => index), keys);
  }

  /** The last stage that is cached together with all before it: its end, and the metrics of each stage up to it. */
  async newest(): Promise<{checkpoint: Checkpoint; metrics: TickMetrics[][]} | undefined> {
    const found: CachedStage[] = [];
    for (const key of this.#keys) {
      const stage = await this.#stages.get(key);
      if (!stage) break;
      found.push(stage);
    }
    const last = found.at(-1);
    if (!last) return undefined;
    const metrics = found.map((stage) => stage.metrics.map((one) => this.#metricsOfFan(one)));
    return {checkpoint: this.#checkpointOfFan(last.checkpoint), metrics};
  }

  /** Caches the end of a stage that the population has just trained. */
  async put(stage: number, population: Population, metrics: readonly TickMetrics[]): Promise<void> {
    const checkpoint = await population.checkpoint();
    const place = (member: number) => this.#members.indexOf(member);
    const cohorts = checkpoint.cohorts.map((cohort) => ({...cohort, members: cohort.members.map(place)}));
    const all = membersOf(this.#spec).map(({index}) => index);
    await this.#stages.put(this.#keys[stage], {
      checkpoint: {...checkpoint, cohorts},
      metrics: metrics.map((one) => ({...one, members: (one.members ?? all).map(place)})),
    });
  }

  #checkpointOfFan(checkpoint: Checkpoint): Checkpoint {
    const cohorts = checkpoint.cohorts.map((cohort) => ({
      ...cohort,
      members: cohort.members.map((place) => this.#members[place]),
    }));
    // The run that filled the cache may have had other moves after this stage.
    return {...checkpoint, moves: this.#spec.moves, cohorts};
  }

  /** Metrics with the fan's own member numbers; left out where they are of all members. */
  #metricsOfFan({members = [], ...rest}: TickMetrics): TickMetrics {
    const named = members.map((place) => this.#members[place]);
    const whole = membersOf(this.#spec).length;
    return named.length === whole ? rest : {...rest, members: named};
  }
}

/** For each stage, the digests of the files that the worlds up to it read. */
async function dataDigests({spec, programs, resources, worlds}: Sources): Promise<string[]> {
  const read = new Map<string, string>();
  const digests: string[] = [];
  for (const stage of spec.stages) {
    const program = programs.find(({name}) => name === stage.program);
    for (const path of program ? await worlds.files(program, stage, resources) : []) {
      if (!read.has(path)) read.set(path, await digestOf(await resources.file(path)));
    }
    digests.push(JSON.stringify([...read].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
  return digests;
}

/** SHA-256 in hexadecimal digits. */
async function digestOf(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
