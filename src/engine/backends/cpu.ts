import {MathBackendCPU} from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import {registerBackend} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu/dist/register_all_kernels';

export function register(): void {
  registerBackend('cpu', () => new MathBackendCPU());
}
