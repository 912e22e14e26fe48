import {WebGPUBackend} from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import {env, registerBackend} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu/dist/register_all_kernels';
import {LabError} from '../resources.ts';
import {watch} from './trouble.ts';

/** Limits worth raising above WebGPU's defaults where the adapter allows it. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

export async function register(): Promise<void> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter({powerPreference: 'high-performance'});
  if (!adapter) throw new LabError('This browser offers no WebGPU adapter.');
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({requiredLimits});
  watch(device);
  // Small operations must not be done in JavaScript instead: a run's numbers would depend on tensor sizes.
  env().set('WEBGPU_CPU_FORWARD', false);
  // One submission carries a whole step; the default of 15 launches is tuned for inference of large models.
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 200);
  registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
}
