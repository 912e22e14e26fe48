/** The bench's worker for TensorFlow.js as it comes: all of its kernels and gradients, its own backends and defaults. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {LabError} from '../../engine/resources.ts';
import {composedStep} from './composed.ts';
import {serve} from './serve.ts';

serve({
  async open(variant, {pairs, members}) {
    const onGPU = variant === 'composed-webgpu';
    await (onGPU ? openWebGPU() : openWasm());
    // On wasm, batched products are slower than single ones in turn.
    const together = onGPU ? members : 1;
    const steps = Array.from({length: members / together}, () => composedStep({pairs, members: together}));
    let losses: tf.Scalar[] = [];
    return {
      tick() {
        tf.dispose(losses);
        losses = steps.map((step) => step());
      },
      done: () => Promise.all(losses.map((loss) => loss.data())),
      issues: onGPU,
    };
  },
});

async function openWebGPU(): Promise<void> {
  if (!(await navigator.gpu?.requestAdapter())) throw new LabError('This browser offers no WebGPU adapter.');
  await import('@tensorflow/tfjs-backend-webgpu');
  await tf.setBackend('webgpu');
}

async function openWasm(): Promise<void> {
  const {setWasmPaths} = await import('@tensorflow/tfjs-backend-wasm');
  const address = new URL(wasm, import.meta.url).href;
  // Threads need HTTP headers that a static host cannot set.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': address,
    'tfjs-backend-wasm-simd.wasm': address,
    'tfjs-backend-wasm-threaded-simd.wasm': address,
  });
  await tf.setBackend('wasm');
}
