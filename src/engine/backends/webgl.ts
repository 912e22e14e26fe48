import {MathBackendWebGL} from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import {env, registerBackend} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl/dist/register_all_kernels';
import {LabError} from '../resources.ts';

export function register(): void {
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new LabError('This browser has no 32-bit WebGL.');
  // Small operations must not be done in JavaScript instead: a run's numbers would depend on tensor sizes.
  env().set('WEBGL_CPU_FORWARD', false);
  registerBackend('webgl', () => new MathBackendWebGL());
}
