/** How a run is opened: its spec checked, its programs and worlds loaded while the backend starts. */
import * as tf from '@tensorflow/tfjs-core';
import type {BackendName} from '../engine/backends/names.ts';
import type {MemoryLimits} from '../engine/memoryPlan.ts';
import {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import {LabError, type Resources} from '../engine/resources.ts';
import {Worlds} from '../engine/worlds.ts';
import type {SpecLanguage} from '../spec/index.ts';

/** Where a runner stands: a worker, Node, a test. */
export interface Surroundings {
  language: SpecLanguage;
  /** Programs by name, each loaded when a run first needs it. */
  programs(names: readonly string[]): Promise<readonly Program[]>;
  openBackend(name: BackendName): Promise<void>;
  /** The files of a data folder, by its address. */
  resources(data: string): Resources;
  /** Lets waiting messages in. */
  breathe(): Promise<void>;
}

export interface Opening {
  /** Any JSON value: it is checked in full. */
  spec: unknown;
  backend: BackendName;
  /** Address of the data folder. */
  data: string;
  /** Which members of the spec's fan; all when left out. */
  members?: readonly number[];
}

/** Throws a LabError with the schema's sentences when the spec is wrong. */
export async function openPopulation(
  {language, programs: load, openBackend, resources: resourcesOf}: Surroundings,
  {spec: json, backend, data, members}: Opening,
): Promise<{population: Population; programs: readonly Program[]}> {
  const checked = language.check(json);
  if (!checked.ok) throw new LabError(checked.sentences.join(' '));
  const spec = checked.value;
  const programs = await load(spec.stages.map(({program}) => program));
  const resources = resourcesOf(data);
  const worlds = new Worlds();
  const [stage] = spec.stages;
  const first = programs.find(({name}) => name === stage.program);
  // Its files come while the backend opens; what goes wrong is told when the world is needed.
  if (first) worlds.load(first, stage, resources).catch(() => {});
  await openBackend(backend);
  const together = membersTogether(backend);
  const population = await Population.open({
    ...{spec, programs, resources, members, together, worlds},
    deferBegin: true,
  });
  return {population, programs};
}

/** Bytes that a run may take of a GPU that others use as well. */
const MOST_BYTES = 1024 ** 3;

/**
 * Members that train in one step. On WebGPU a step of many costs about as many launches as one, so as many as fit;
 * elsewhere it costs what its members cost one by one, and those stay in the cache.
 */
export function membersTogether(backend: BackendName): 1 | MemoryLimits {
  if (backend !== 'webgpu') return 1;
  const {limits} = (tf.backend() as unknown as {device: GPUDevice}).device;
  return {total: MOST_BYTES, tensor: limits.maxStorageBufferBindingSize};
}
