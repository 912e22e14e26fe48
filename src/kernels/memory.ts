/**
 * Kernels as loops over memory.
 *
 * On the wasm and cpu backends the values of a tensor lie in memory that JavaScript can see. Where TensorFlow.js has no
 * fast kernel for something there, a plain loop over that memory is the fastest form: nothing is copied, and one pass
 * does what a composition does in many.
 */
import * as tf from '@tensorflow/tfjs-core';

export type Floats = Float32Array;
export type Numbers = Float32Array | Int32Array;

interface MemoryBackend {
  /** Makes a float32 output and gives its values as a view to fill. */
  output(shape: number[]): {info: tf.TensorInfo; values: Floats};
  values(info: tf.TensorInfo): Numbers;
}

/**
 * Registers a kernel with one float32 output on every backend that lies in memory. `fill` gets views of the inputs, by
 * name, and of the output; the views are valid only while it runs.
 */
export function registerMemoryKernel<I extends string, A extends object>(
  kernelName: string,
  outputShape: (inputs: Record<I, tf.TensorInfo>, attributes: A) => number[],
  fill: (out: Floats, inputs: Record<I, Numbers>, shapes: Record<I, number[]>, attributes: A) => void,
): void {
  for (const [backendName, memoryOf] of Object.entries(MEMORY)) {
    const kernelFunc = ({inputs, backend, attrs}: {inputs: Record<I, tf.TensorInfo>; backend: never; attrs: A}) => {
      const memory = memoryOf(backend);
      // The output comes first: allocating may move the memory that the views look at.
      const {info, values} = memory.output(outputShape(inputs, attrs));
      const views = {} as Record<I, Numbers>;
      const shapes = {} as Record<I, number[]>;
      for (const name of Object.keys(inputs) as I[]) {
        views[name] = memory.values(inputs[name]);
        shapes[name] = inputs[name].shape;
      }
      fill(values, views, shapes, attrs);
      return info;
    };
    tf.registerKernel({kernelName, backendName, kernelFunc: kernelFunc as unknown as tf.KernelFunc});
  }
}

/** Whether the present backend has a kernel of that name. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

export function runMemoryKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: object = {}): tf.Tensor {
  return tf.engine().runKernel(name, inputs, {...attributes}) as tf.Tensor;
}

interface Wasm {
  makeOutput(shape: number[], dtype: string): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): Numbers;
}

interface Cpu {
  makeTensorInfo(shape: number[], dtype: string, values: Floats): tf.TensorInfo;
  data: {get(id: object): {values: Numbers}};
}

const MEMORY: Record<string, (backend: never) => MemoryBackend> = {
  wasm: (backend: Wasm) => ({
    output(shape) {
      const info = backend.makeOutput(shape, 'float32');
      return {info, values: backend.typedArrayFromHeap(info) as Floats};
    },
    values: (info) => backend.typedArrayFromHeap(info),
  }),
  cpu: (backend: Cpu) => ({
    output(shape) {
      const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
      return {info: backend.makeTensorInfo(shape, 'float32', values), values};
    },
    values: (info) => backend.data.get(info.dataId).values,
  }),
};
