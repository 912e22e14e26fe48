/** The compiled binary of assembly/, which works in the memory of TensorFlow.js's wasm backend. */
import type * as tf from '@tensorflow/tfjs-core';
import {type Kernel, registerForm, type Shapes, shapesOf} from '../../engine/kernel.ts';

/** The exports of assembly/index.ts. Tensors are passed as addresses; sizes of scratch memory are in bytes. */
export type Binary = Readonly<
  Record<
    | 'attentionBackward'
    | 'attentionForward'
    | 'attentionScratch'
    | 'augment'
    | 'augmentScratch'
    | 'denseBackward'
    | 'denseBackwardScratch'
    | 'denseForward'
    | 'denseForwardScratch'
    | 'dropout'
    | 'dropoutScratch'
    | 'embeddingMean'
    | 'embeddingMeanBackward'
    | 'fill'
    | 'gatherRows'
    | 'layerNormBackward'
    | 'layerNormForward'
    | 'logSumExp'
    | 'logSumExpBackward'
    | 'meanBackward'
    | 'meanTokens'
    | 'meanTokensBackward'
    | 'noisyRows'
    | 'normaliseBackward'
    | 'normaliseForward'
    | 'optimise'
    | 'pairwiseBackward'
    | 'pairwiseBackwardScratch'
    | 'pairwiseForward'
    | 'pairwiseForwardScratch'
    | 'patchesBackward'
    | 'patchesForward'
    | 'permute'
    | 'pictureChanges'
    | 'randomScratch'
    | 'sumRows',
    (...values: (number | boolean)[]) => number
  >
>;

/** The parts of TensorFlow.js's wasm backend that are used here. */
interface Backend {
  wasm: {asm: {memory: WebAssembly.Memory}};
  getMemoryOffset(id: object): number;
  makeOutput(shape: number[], dtype: string): tf.TensorInfo;
  disposeData(id: object): boolean;
}

export const memoryOfBackend = (backend: unknown): WebAssembly.Memory => (backend as Backend).wasm.asm.memory;

/** A binary: its bytes, its address, or what is being compiled from it. */
export type Source = Uint8Array<ArrayBuffer> | string | Promise<WebAssembly.Module>;

export async function instantiate(memory: WebAssembly.Memory, source: Source): Promise<Binary> {
  const instance = await WebAssembly.instantiate(await compiled(source), {env: {memory}});
  return instance.exports as unknown as Binary;
}

async function compiled(source: Source): Promise<WebAssembly.Module> {
  if (source instanceof Promise) return source;
  return WebAssembly.compile(typeof source === 'string' ? await (await fetch(source)).arrayBuffer() : source);
}

export interface Call<I extends string, A> {
  /** Address of an input; 0 for one that is left out. */
  at(name: I): number;
  /** Addresses of the outputs. */
  out: readonly number[];
  shapes: Shapes<I>;
  attributes: A;
  /** Address of memory for intermediate results. */
  scratch: number;
}

/** The function that a kernel calls, and the bytes of scratch memory that it needs. */
export interface Calls<I extends string, A> {
  scratch?(shapes: Shapes<I>, attributes: A): number;
  run(call: Call<I, A>): void;
}

export function registerCalls<I extends string, A extends object>(
  kernel: Kernel<I, A>,
  {scratch: bytes, run}: Calls<I, A>,
): void {
  registerForm(kernel, 'wasm', (call) => {
    const backend = call.backend as Backend;
    const {inputs, attrs: attributes} = call;
    const address = ({dataId}: tf.TensorInfo) => backend.getMemoryOffset(dataId);
    const shapes = shapesOf(inputs);
    const outputs = kernel.outputs(shapes, attributes).map(({shape, dtype}) => backend.makeOutput(shape, dtype));
    const scratch = bytes && backend.makeOutput([Math.ceil(bytes(shapes, attributes) / 4)], 'float32');
    run({
      at: (name) => (inputs[name] ? address(inputs[name]) : 0),
      out: outputs.map(address),
      shapes,
      attributes,
      scratch: scratch ? address(scratch) : 0,
    });
    if (scratch) backend.disposeData(scratch.dataId);
    return outputs;
  });
}
