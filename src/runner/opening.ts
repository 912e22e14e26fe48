/** Opens a run: checks its spec, and loads its programs and worlds while the backend starts. */
import * as tf from '@tensorflow/tfjs-core';
import type {BackendName} from '../engine/backends/names.ts';
import type {MemoryLimits} from '../engine/memoryPlan.ts';
import {Population} from '../engine/population.ts';
import type {Program} from '../engine/program.ts';
import {LabError, type Resources} from '../engine/resources.ts';
import {Worlds} from '../engine/worlds.ts';
import type {SpecLanguage} from '../spec/index.ts';
import {type Among, MemoryPlan, type MemoryRoom} from './memory.ts';

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
  /** Where other workers train the rest of the population. */
  among?: Among;
  /** Whether somebody watches: the run is measured often in its first steps, too. */
  watched?: boolean;
}

export interface Opened {
  population: Population;
  programs: readonly Program[];
  plan: MemoryPlan;
}

/** Throws a LabError with the schema's sentences when the spec is wrong, and a TooLarge when it does not fit into memory. */
export async function openPopulation(
  {language, programs: load, openBackend, resources: resourcesOf}: Surroundings,
  {spec: json, backend, data, members, among, watched}: Opening,
): Promise<Opened> {
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
  const room = roomOn(backend);
  const plan = await MemoryPlan.open({spec, language, programs, resources, worlds, room, members, among});
  const population = await Population.open({
    ...{spec, programs, resources, members, together: togetherIn(room), worlds, watched},
    deferBegin: true,
  });
  return {population, programs, plan};
}

/**
 * Bytes that a run may take of the machine's memory, or of its GPU's, which others use too. Side by side, members hold all
 * that they work with at once.
 */
const GIBI = 1024 ** 3;
const [MOST_IN_TURN, MOST_SIDE_BY_SIDE] = [GIBI, 2 * GIBI];

/** The room for a run on the backend, which must be open. */
export function roomOn(backend: BackendName): MemoryRoom {
  const sideBySide = backend === 'webgpu';
  const total = sideBySide ? MOST_SIDE_BY_SIDE : MOST_IN_TURN;
  return {limits: {total, tensor: Math.min(total, largestTensor(backend))}, sideBySide};
}

function largestTensor(backend: BackendName): number {
  switch (backend) {
    case 'webgpu':
      return (tf.backend() as unknown as {device: GPUDevice}).device.limits.maxStorageBufferBindingSize;
    case 'webgl':
      // A number is a pixel of a texture.
      return 4 * tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE') ** 2;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/**
 * Number of members that train in one step. On WebGPU a step of many members needs about as many launches as a step of one,
 * so as many as fit. Elsewhere members cost the same one by one, and then each fits into the processor's cache.
 */
export const togetherIn = ({sideBySide, limits}: MemoryRoom): 1 | MemoryLimits => (sideBySide ? limits : 1);
