/** Opens a run: checks its spec, and loads its programs and worlds while the backend starts. */
import * as tf from '@tensorflow/tfjs-core';
import type {BackendName} from '../engine/backends/names.ts';
import type {MemoryLimits} from '../engine/memoryPlan.ts';
import {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import {LabError, type Resources} from '../engine/resources.ts';
import {Worlds} from '../engine/worlds.ts';
import type {SpecLanguage} from '../spec/index.ts';

/** What a runner needs of its surroundings: a worker, Node or a test. */
export interface Surroundings {
  language: SpecLanguage;
  /** Programs by name, each loaded when a run first needs it. */
  programs(names: readonly string[]): Promise<readonly Program[]>;
  openBackend(name: BackendName): Promise<void>;
  /** The files of a data folder, by its address. */
  resources(data: string): Resources;
  /** Resolves after waiting messages were handled. */
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
  /** Whether somebody watches: the run is measured often in its first steps, too. */
  watched?: boolean;
}

/** Throws a LabError with the schema's sentences when the spec is wrong. */
export async function openPopulation(
  {language, programs: load, openBackend, resources: resourcesOf}: Surroundings,
  {spec: json, backend, data, members, watched}: Opening,
): Promise<{population: Population; programs: readonly Program[]}> {
  const names = language.named(json);
  const loading = load(names);
  // It is reported where the programs are needed.
  loading.catch(() => {});
  await language.load(names);
  const checked = language.check(json);
  if (!checked.ok) throw new LabError(checked.sentences.join(' '));
  const spec = checked.value;
  const programs = await loading;
  const resources = resourcesOf(data);
  const worlds = new Worlds();
  const [stage] = spec.stages;
  const first = programs.find(({name}) => name === stage.program);
  // The files load while the backend opens. An error is reported when the world is needed.
  if (first) worlds.load(first, stage, resources).catch(() => {});
  await openBackend(backend);
  const together = membersTogether(backend);
  const population = await Population.open({
    ...{spec, programs, resources, members, together, worlds, watched},
    deferBegin: true,
  });
  return {population, programs};
}

/** Bytes that a run may take of a GPU's memory, which others use too. */
const MOST_BYTES = 1024 ** 3;

/**
 * Number of members that train in one step. On WebGPU a step of many members needs about as many launches as a step of one,
 * so as many as fit. Elsewhere members cost the same one by one, and then each fits into the processor's cache.
 */
export function membersTogether(backend: BackendName): 1 | MemoryLimits {
  if (backend !== 'webgpu') return 1;
  const {limits} = (tf.backend() as unknown as {device: GPUDevice}).device;
  return {total: MOST_BYTES, tensor: limits.maxStorageBufferBindingSize};
}
