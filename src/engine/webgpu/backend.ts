/**
 * TensorFlow.js's WebGPU backend with what training needs and it lacks: launches of our own kernels with several outputs,
 * memory that keeps its place, readings that are never stale, and recording: the launches of a phase are kept, to be
 * replayed without running any of TensorFlow.js again.
 */
import {WebGPUBackend} from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import * as tf from '@tensorflow/tfjs-core';
import {isConstant} from '../constant.ts';
import {sizeOf} from '../kernel.ts';
import type {Block, BlockBackend} from '../live.ts';
import type {PhaseRunner, RecordingBackend} from '../phases.ts';
import type {Values} from '../records.ts';
import type {Storage, StoringBackend} from '../storage.ts';
import {CapturedPhases} from './captured.ts';
import {BufferPool} from './pool.ts';
import {type Copy, encodeCopy, NotRecordable, type RecordedLaunch, Recording, type Region} from './recording.ts';
import type {Launch, Launcher} from './wgsl.ts';

type DataId = object;

/** What TensorFlow.js keeps of a tensor; `offset` and `bytes` are ours, where it looks at a part of a buffer. */
interface TensorData {
  dtype: 'float32' | 'int32' | 'bool';
  shape: number[];
  values: Values | null;
  refCount: number;
  resource?: GPUBuffer | null;
  external?: boolean;
  offset?: number;
}

interface Uniform {
  type: 'int32' | 'uint32' | 'float32';
  data: number[];
}

interface WebGPUProgram {
  pipeline: GPUComputePipeline;
  dispatch: [number, number, number];
  pixelsOpType?: unknown;
  size?: boolean;
  outputShape: number[];
  outputComponent?: number;
}

/** The private side of TensorFlow.js's class on which ours stands (version 4.22, to which the package is pinned). */
interface Inside {
  device: GPUDevice;
  queue: GPUQueue;
  tensorMap: {get(id: DataId): TensorData; has(id: DataId): boolean; set(id: DataId, data: TensorData): void};
  bufferManager: BufferPool;
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: WeakSet<DataId>;
  dispatchCountInPass: number;
  nextDataId(): number;
  write(values: Values | null, shape: number[], dtype: string): DataId;
  move(id: DataId, values: Values, shape: number[], dtype: string, refCount: number): void;
  readSync(id: DataId): Values;
  read(id: DataId): Promise<Values>;
  disposeData(id: DataId, force?: boolean): boolean;
  submitQueue(): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  uploadToGPU(id: DataId): void;
  tensorToBinding(tensor: tf.TensorInfo): GPUBindingResource;
  makeTensorInfo(shape: number[], dtype: string, values?: Values): tf.TensorInfo;
  recordAndSubmit(program: WebGPUProgram, output: tf.TensorInfo, inputs: tf.TensorInfo[], uniforms?: Uniform[]): void;
  memory(): {numBytesInGPU: number; numBytesAllocatedInGPU: number; unreliable: boolean};
}

const Base = WebGPUBackend as unknown as new (device: GPUDevice, info: GPUAdapterInfo) => Inside;

const BUFFER = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

/** Launches that wait for one submission on the eager way. */
const MOST_WAITING = 64;
/** Uniform buffers with known contents that are kept. */
const MOST_UNIFORMS = 4096;

export class LabWebGPU extends Base implements Launcher, StoringBackend, BlockBackend, RecordingBackend {
  readonly storage: Storage = {
    overwrite: (tensor, values) => this.#overwrite(tensor.dataId, values),
    copy: (from, to) => this.#copy({from: this.region(from), to: this.region(to)}),
    changed() {},
  };
  readonly #pool: BufferPool;
  readonly #pipelines = new Map<string, {pipeline: GPUComputePipeline; layout: GPUBindGroupLayout}>();
  readonly #layouts = new WeakMap<GPUComputePipeline, GPUBindGroupLayout>();
  #uniforms = new Map<string, GPUBuffer>();
  #recording: Recording | undefined;

  /** Whether the adapter computes on the CPU. */
  readonly software: boolean;

  constructor(device: GPUDevice, info: GPUAdapterInfo) {
    super(device, info);
    this.software = info.isFallbackAdapter;
    this.#pool = new BufferPool(device);
    this.bufferManager = this.#pool;
  }

  /** Bytes of tensors, of all buffers, and of the recordings among them. */
  get bytesAllocated(): number {
    return this.#pool.numBytesAllocated;
  }

  // --- Recording ---------------------------------------------------------------------------------------------------

  /** Runs `work` without executing anything, and keeps what it would have launched. */
  record(work: () => void): Recording {
    if (this.#recording) throw new Error('A phase is being recorded already.');
    this.flush();
    const recording = new Recording();
    this.#recording = recording;
    this.#pool.enter(recording.scope);
    try {
      work();
    } catch (error) {
      this.#leave();
      this.release(recording);
      throw error;
    }
    this.#leave();
    return recording;
  }

  #leave(): void {
    this.#recording = undefined;
    this.#pool.enter(undefined);
  }

  openPhases(): PhaseRunner {
    return new CapturedPhases(this);
  }

  /** Gives back what a recording holds; it cannot be replayed any more. */
  release(recording: Recording): void {
    for (const id of recording.held) this.disposeData(id);
    recording.held.length = 0;
    this.#pool.releaseScope(recording.scope);
  }

  /** Submits what was launched on the eager way. */
  flush(): void {
    this.endComputePassEncoder();
    if (this.commandEncoder) this.submitQueue();
  }

  /** Keeps a tensor's buffer while the recording lives. */
  #hold(id: DataId): void {
    const recording = this.#recording!;
    if (recording.made.has(id) || recording.seen.has(id)) return;
    recording.seen.add(id);
    recording.held.push(id);
    this.tensorMap.get(id).refCount++;
  }

  override write(values: Values | null, shape: number[], dtype: string): DataId {
    const id = super.write(values, shape, dtype);
    this.#recording?.made.add(id);
    return id;
  }

  override readSync(id: DataId): Values {
    if (this.#recording && !this.tensorMap.get(id).values) {
      throw new NotRecordable('It reads numbers back in the middle of a phase.');
    }
    return super.readSync(id);
  }

  override uploadToGPU(id: DataId): void {
    const recording = this.#recording;
    const data = this.tensorMap.get(id);
    if (!recording) {
      if (!data.resource) this.#upload(data);
      return;
    }
    const fixed = isConstant(id);
    if (!recording.made.has(id) || fixed) {
      if (!data.resource) this.#outside(() => this.#upload(data));
      if (fixed) recording.made.delete(id);
      this.#hold(id);
      return;
    }
    if (data.resource) return;
    if (data.values) {
      if (data.values.length > 1 && !isZerosOrOnes(data.values)) {
        throw new NotRecordable(`It uploads ${data.values.length} numbers that would never change again.`);
      }
      recording.constants++;
    }
    this.#upload(data);
  }

  /** Memory of its own for a tensor, with its numbers where it has any. */
  #upload(data: TensorData): void {
    const {values} = data;
    const buffer = this.#pool.acquireBuffer(4 * sizeOf(data.shape), BUFFER(), values !== null && values !== undefined);
    if (values) {
      const range = buffer.getMappedRange();
      (data.dtype === 'float32' ? new Float32Array(range) : new Int32Array(range)).set(values);
      buffer.unmap();
      data.values = null;
    }
    data.resource = buffer;
  }

  #outside(work: () => void): void {
    this.#pool.enter(undefined);
    try {
      work();
    } finally {
      this.#pool.enter(this.#recording?.scope);
    }
  }

  /** For `verifyForms`: errors that WebGPU finds in what `work` launches. */
  guard<T>(work: () => T): {value: T; problem: Promise<string | undefined>} {
    this.flush();
    this.device.pushErrorScope('validation');
    const value = work();
    this.flush();
    const problem = this.device.popErrorScope().then((error) => error?.message.split('\n')[0]);
    return {value, problem};
  }

  // --- Launching ---------------------------------------------------------------------------------------------------

  empty(shape: number[], dtype: 'float32' | 'int32'): tf.TensorInfo {
    const info = this.makeTensorInfo(shape, dtype);
    this.uploadToGPU(info.dataId);
    return info;
  }

  launch(name: string, {code, uniform, workgroups}: Launch, buffers: readonly tf.TensorInfo[]): void {
    for (const {dataId} of buffers) this.uploadToGPU(dataId);
    const {pipeline, layout} = this.#pipeline(name, code);
    const words = new Uint32Array(Math.ceil(uniform.length / 4) * 4);
    for (let i = 0; i < uniform.length; i++) words[i] = uniform[i];
    const entries = [this.#uniform(words.buffer), ...buffers.map((tensor) => this.tensorToBinding(tensor))];
    const group = this.device.createBindGroup({
      layout,
      entries: entries.map((resource, binding) => ({binding, resource})),
    });
    this.#dispatch({name, pipeline, group, size: workgroups}, buffers);
  }

  #pipeline(name: string, code: string) {
    const known = this.#pipelines.get(code);
    if (known) return known;
    const module = this.device.createShaderModule({label: name, code});
    const layout = this.device.createBindGroupLayout({label: name, entries: bindingsOf(code)});
    const pipeline = this.device.createComputePipeline({
      label: name,
      layout: this.device.createPipelineLayout({bindGroupLayouts: [layout]}),
      compute: {module, entryPoint: 'main'},
    });
    const made = {pipeline, layout};
    this.#pipelines.set(code, made);
    return made;
  }

  /** TensorFlow.js's own programs end here. */
  override recordAndSubmit(
    program: WebGPUProgram,
    output: tf.TensorInfo,
    inputs: tf.TensorInfo[],
    defined: Uniform[] = [],
  ): void {
    const whole = (data: number[]): Uniform => ({type: 'int32', data});
    const uniforms: Uniform[] = [
      {type: 'float32', data: [Number.NaN]},
      {type: 'float32', data: [Number.POSITIVE_INFINITY]},
      ...[...inputs, output].flatMap(({shape}) => [whole([...shape]), whole(tf.util.computeStrides(shape))]),
    ];
    if (program.size) uniforms.push(whole([sizeOf(program.outputShape) / (program.outputComponent || 1)]));
    const bindings = [
      this.tensorToBinding(output),
      ...inputs.map((input) => this.tensorToBinding(input)),
      this.#uniform(packed([...uniforms, ...defined])),
    ];
    const {pipeline} = program;
    let layout = this.#layouts.get(pipeline);
    if (!layout) {
      layout = pipeline.getBindGroupLayout(0);
      this.#layouts.set(pipeline, layout);
    }
    const group = this.device.createBindGroup({
      layout,
      entries: bindings.map((resource, binding) => ({binding, resource})),
    });
    this.#dispatch({name: program.constructor.name, pipeline, group, size: program.dispatch}, [output, ...inputs]);
  }

  #dispatch(launch: RecordedLaunch, tensors: readonly tf.TensorInfo[]): void {
    if (this.#recording) {
      this.#recording.launches.push(launch);
      return;
    }
    for (const {dataId} of tensors) this.commandQueueOwnedIds.add(dataId);
    this.ensureCommandEncoderReady();
    this.computePassEncoder ??= this.commandEncoder!.beginComputePass();
    const pass = this.computePassEncoder;
    pass.setPipeline(launch.pipeline);
    pass.setBindGroup(0, launch.group);
    pass.dispatchWorkgroups(...launch.size);
    this.dispatchCountInPass++;
    if (this.dispatchCountInPass >= MOST_WAITING) this.flush();
  }

  override tensorToBinding(tensor: tf.TensorInfo): GPUBindingResource {
    const {buffer, offset, bytes} = this.region(tensor);
    return {buffer, offset, size: bytes};
  }

  /** Where a tensor's numbers are. */
  region({dataId}: {dataId: DataId}): Region {
    this.uploadToGPU(dataId);
    const {resource, offset, shape} = this.tensorMap.get(dataId);
    return {buffer: resource!, offset: offset ?? 0, bytes: 4 * sizeOf(shape)};
  }

  /** Numbers that never change, in a buffer that is shared by all launches with the same ones. */
  #uniform(bytes: ArrayBuffer): GPUBindingResource {
    const words = new Uint32Array(bytes);
    const key = words.join();
    let buffer = this.#uniforms.get(key);
    if (!buffer) {
      if (this.#uniforms.size >= MOST_UNIFORMS) this.#uniforms = new Map();
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      buffer = this.device.createBuffer({size: words.byteLength, usage, mappedAtCreation: true});
      new Uint32Array(buffer.getMappedRange()).set(words);
      buffer.unmap();
      this.#uniforms.set(key, buffer);
    }
    return {buffer};
  }

  // --- Numbers in and out ------------------------------------------------------------------------------------------

  #overwrite(id: DataId, values: Values): void {
    this.flush();
    const {buffer, offset} = this.region({dataId: id});
    this.queue.writeBuffer(buffer, offset, values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
  }

  #copy(copy: Copy): void {
    if (this.#recording) {
      this.#recording.copies.push(copy);
      return;
    }
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    encodeCopy(this.commandEncoder!, copy);
  }

  /** Never from a copy kept of an earlier reading: numbers change in place. */
  override async read(id: DataId): Promise<Values> {
    const {values, dtype} = this.tensorMap.get(id);
    if (values) return values;
    const from = this.region({dataId: id});
    const staging = this.#pool.acquireBuffer(from.bytes, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
    this.#copy({from, to: {buffer: staging, offset: 0, bytes: from.bytes}});
    this.flush();
    await staging.mapAsync(GPUMapMode.READ);
    const bytes = staging.getMappedRange().slice(0);
    staging.unmap();
    this.#pool.releaseBuffer(staging);
    return dtype === 'float32' ? new Float32Array(bytes) : new Int32Array(bytes);
  }

  block(bytes: number): Block {
    const buffer = this.#pool.acquireBuffer(bytes, BUFFER(), true);
    buffer.unmap();
    return {
      bytes,
      tensor: (at, shape, dtype) => this.#view(buffer, at, shape, dtype),
      write: (data) => {
        this.flush();
        this.queue.writeBuffer(buffer, 0, data);
      },
      region: () => ({buffer, offset: 0, bytes}),
      dispose: () => this.#pool.releaseBuffer(buffer),
    };
  }

  #view(resource: GPUBuffer, offset: number, shape: number[], dtype: 'float32' | 'int32'): tf.Tensor {
    const dataId = {id: this.nextDataId()};
    this.tensorMap.set(dataId, {dtype, shape, values: null, refCount: 1, resource, offset, external: true});
    return tf.keep(tf.engine().makeTensorFromTensorInfo({dataId, shape, dtype}));
  }
}

/** TensorFlow.js's gradients multiply by ones that they upload. */
const isZerosOrOnes = (values: Values) => (values[0] === 0 || values[0] === 1) && values.every((x) => x === values[0]);

/** What a module declares at each binding of group 0. */
function bindingsOf(code: string): GPUBindGroupLayoutEntry[] {
  return [...code.matchAll(/@binding\((\d+)\)\s*var<(uniform|storage)(?:,\s*(read_write|read))?>/g)].map(
    ([, binding, space, access]) => {
      const stored = access === 'read_write' ? 'storage' : 'read-only-storage';
      const type: GPUBufferBindingType = space === 'uniform' ? 'uniform' : stored;
      return {binding: Number(binding), visibility: GPUShaderStage.COMPUTE, buffer: {type}};
    },
  );
}

const ALIGNMENTS = [4, 4, 8, 16, 16, 16, 16];

/** The numbers of TensorFlow.js's programs as WGSL lays them out: https://www.w3.org/TR/WGSL/#alignof. */
function packed(uniforms: readonly Uniform[]): ArrayBuffer {
  let [end, before, widest] = [0, 0, 1];
  const places = uniforms.map(({data}) => {
    const numbers = data.length === 0 ? [1] : data;
    const alignment = before > 4 ? 16 : ALIGNMENTS[numbers.length];
    const at = Math.ceil(end / alignment) * alignment;
    widest = Math.max(widest, alignment);
    before = numbers.length;
    end = at + 4 * numbers.length;
    return {at, numbers};
  });
  const bytes = new ArrayBuffer(Math.ceil(end / widest) * widest);
  for (const [i, {at, numbers}] of places.entries()) {
    const {type} = uniforms[i];
    const view = type === 'float32' ? Float32Array : type === 'int32' ? Int32Array : Uint32Array;
    new view(bytes, at, numbers.length).set(numbers);
  }
  return bytes;
}
