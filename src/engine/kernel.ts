/**
 * Fused operations: one definition, a form for each backend.
 *
 * A definition gives the shapes of the outputs and a plain loop over their values. The plain form runs on the cpu backend;
 * faster forms are tested against it before they are used on a machine, and tests compare it with independent references.
 * Faster forms (WGSL, WebAssembly) are registered by name when their backend opens. Where a backend has no form of a
 * kernel, or its form failed its test, callers compose the same result from TensorFlow.js operations. So every kernel is
 * optional.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {Values} from './records.ts';

export type Shapes<I extends string> = Readonly<Record<I, readonly number[]>>;

export interface Output {
  shape: number[];
  dtype: 'float32' | 'int32';
}

// biome-ignore lint/suspicious/noExplicitAny: a list of kernels cannot know each one's attributes
export interface Kernel<I extends string = any, A extends object = any> {
  readonly name: string;
  outputs(shapes: Shapes<I>, attributes: A): Output[];
  /** Writes the outputs. It may change only the inputs that the kernel's comment calls in place. */
  plain(outputs: Values[], inputs: Readonly<Record<I, Values>>, shapes: Shapes<I>, attributes: A): void;
}

interface Settings {
  /**
   * Backends on which the plain form runs, among those whose memory JavaScript can see. On wasm it is left out where
   * composing TensorFlow.js operations is faster.
   */
  plainOn?: readonly ('cpu' | 'wasm')[];
}

/** Registers the plain form, and returns the kernel. */
export function defineKernel<I extends string, A extends object>(
  kernel: Kernel<I, A>,
  {plainOn = ['cpu', 'wasm']}: Settings = {},
): Kernel<I, A> {
  for (const backend of plainOn) registerForm(kernel, backend, memoryForm(kernel));
  return kernel;
}

/** A backend's implementation of a kernel: takes tensors and attributes, returns tensors. */
export type Form<I extends string, A extends object> = (call: {
  inputs: Record<I, tf.TensorInfo>;
  backend: unknown;
  attrs: A;
}) => tf.TensorInfo[];

/** Registers `form` for that backend, replacing an earlier one. */
export function registerForm<I extends string, A extends object>(
  {name: kernelName}: Kernel<I, A>,
  backendName: string,
  form: Form<I, A>,
): void {
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({kernelName, backendName, kernelFunc: form as unknown as tf.KernelFunc});
}

/** Forms that were withdrawn from a backend on this machine, with the reason. */
const withdrawn = new Map<string, string>();

/** Withdraws a form from a backend: the operation is composed there from now on. */
export function withdrawForm({name}: Kernel, backendName: string, reason: string): void {
  if (tf.getKernel(name, backendName)) tf.unregisterKernel(name, backendName);
  withdrawn.set(`${backendName} ${name}`, reason);
}

/** Kernels that the present backend composes because its form failed the test, with the reason. */
export function withdrawnForms(): {kernel: string; reason: string}[] {
  const prefix = `${tf.getBackend()} `;
  return [...withdrawn]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, reason]) => ({kernel: key.slice(prefix.length), reason}));
}

/** Whether the present backend has a form of the kernel. */
export const hasKernel = ({name}: Kernel): boolean => tf.getKernel(name, tf.getBackend()) !== undefined;

/** Runs the kernel on the present backend. Inputs that are undefined are left out. */
export function runKernel<I extends string, A extends object>(
  {name}: Kernel<I, A>,
  inputs: Partial<Record<I, tf.Tensor>>,
  attributes: A,
): tf.Tensor[] {
  const present = Object.fromEntries(Object.entries(inputs).filter(([, tensor]) => tensor !== undefined));
  const out = tf.engine().runKernel(name, present as tf.NamedTensorMap, {...attributes} as tf.NamedAttrMap);
  return Array.isArray(out) ? out : [out as tf.Tensor];
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The plain form on a backend whose tensors lie in memory. */
function memoryForm<I extends string, A extends object>(kernel: Kernel<I, A>): Form<I, A> {
  return ({inputs, backend, attrs}) => {
    const memory = memoryOf(backend);
    const shapes = shapesOf(inputs);
    // Outputs come first: allocating may move the memory that the views look at.
    const outputs = kernel.outputs(shapes, attrs).map(({shape, dtype}) => memory.output(shape, dtype));
    const views = {} as Record<I, Values>;
    for (const name of Object.keys(inputs) as I[]) views[name] = memory.values(inputs[name]);
    kernel.plain(
      outputs.map((info) => memory.values(info)),
      views,
      shapes,
      attrs,
    );
    return outputs;
  };
}

export function shapesOf<I extends string>(inputs: Record<I, tf.TensorInfo>): Record<I, number[]> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, info]) => [name, (info as tf.TensorInfo).shape]),
  ) as Record<I, number[]>;
}

interface Memory {
  output(shape: number[], dtype: Output['dtype']): tf.TensorInfo;
  /** The values themselves, to read or to fill. */
  values(info: tf.TensorInfo): Values;
}

interface Wasm {
  makeOutput(shape: number[], dtype: string): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): Values;
}

interface Cpu {
  makeTensorInfo(shape: number[], dtype: string, values: Values): tf.TensorInfo;
  data: {get(id: object): {values: Values}};
}

const isWasm = (backend: unknown): backend is Wasm => 'typedArrayFromHeap' in (backend as object);

/** The memory of a wasm or cpu backend. */
export function memoryOf(backend: unknown): Memory {
  if (isWasm(backend)) {
    return {
      output: (shape, dtype) => backend.makeOutput(shape, dtype),
      values: (info) => backend.typedArrayFromHeap(info),
    };
  }
  const cpu = backend as Cpu;
  return {
    output: (shape, dtype) =>
      cpu.makeTensorInfo(
        shape,
        dtype,
        dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)),
      ),
    values: (info) => cpu.data.get(info.dataId).values,
  };
}
