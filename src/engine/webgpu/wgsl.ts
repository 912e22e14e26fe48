/** The WGSL form of a kernel: what is launched for inputs of given shapes. */
import type * as tf from '@tensorflow/tfjs-core';
import {type Kernel, registerForm, type Shapes, shapesOf} from '../kernel.ts';

/**
 * One launch. The shader has the entry point `main` and, in group 0, at binding 0 the numbers of `uniform` as
 * `array<vec4u, n>` (floats as their bits), then at bindings 1, 2, ... the buffers of `bind`. `head` writes these
 * declarations.
 */
export interface Launch {
  /** Whole module. The same text is compiled once: put what varies from step to step, and sizes, into `uniform`. */
  code: string;
  uniform: readonly number[];
  /** Names of inputs, or `out0`, `out1` ... for the outputs. At most 8: WebGPU's default limit. */
  bind: readonly string[];
  /** At most 65,535 in each direction. */
  workgroups: readonly [x: number, y: number, z: number];
}

/** What a backend must offer to launch: our WebGPU backend. */
export interface Launcher {
  /** A tensor whose buffer exists and holds anything. */
  empty(shape: number[], dtype: 'float32' | 'int32'): tf.TensorInfo;
  launch(name: string, launch: Launch, buffers: readonly tf.TensorInfo[]): void;
}

/** Registers what is launched, in order, for the kernel on WebGPU. */
export function registerWGSL<I extends string, A extends object>(
  kernel: Kernel<I, A>,
  launches: (shapes: Shapes<I>, attributes: A) => readonly Launch[],
): void {
  registerForm(kernel, 'webgpu', ({inputs, backend, attrs}) => {
    const launcher = backend as Launcher;
    const shapes = shapesOf(inputs);
    const outputs = kernel.outputs(shapes, attrs).map(({shape, dtype}) => launcher.empty(shape, dtype));
    const named: Record<string, tf.TensorInfo> = {...inputs};
    for (const [i, output] of outputs.entries()) named[`out${i}`] = output;
    for (const launch of launches(shapes, attrs)) {
      launcher.launch(
        kernel.name,
        launch,
        launch.bind.map((name) => named[name]),
      );
    }
    return outputs;
  });
}

export type Access = 'read' | 'read_write';

/**
 * The declarations of a module: `u` (the uniform, `n` vec4u) and one storage buffer for each entry, for example
 * {x: 'array<f32>', out0: ['array<vec4f>', 'read_write']}.
 */
export function head(n: number, buffers: Readonly<Record<string, string | readonly [string, Access]>>): string {
  const lines = Object.entries(buffers).map(([name, entry], i) => {
    const [type, access] = typeof entry === 'string' ? [entry, 'read'] : entry;
    return `@group(0) @binding(${i + 1}) var<storage, ${access}> ${name}: ${type};`;
  });
  return [`@group(0) @binding(0) var<uniform> u: array<vec4u, ${n}>;`, ...lines, ''].join('\n');
}

const bits = new DataView(new ArrayBuffer(4));

/** The bits of a single-precision number, for `uniform`; in WGSL: bitcast<f32>. */
export function floatBits(value: number): number {
  bits.setFloat32(0, value);
  return bits.getUint32(0);
}
