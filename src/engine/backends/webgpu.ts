import {env, type KernelBackend, registerBackend} from '@tensorflow/tfjs-core';
import {LabError} from '../resources.ts';
import {LabWebGPU} from '../webgpu/backend.ts';
import {watch} from './trouble.ts';
import {registerKernels} from './webgpuKernels.ts';

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
  registerKernels();
  registerBackend('webgpu', () => new LabWebGPU(device, adapter.info) as unknown as KernelBackend);
}
