/** The bench's worker for the lab's own kernels. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {openBackend} from '../../engine/backends/index.ts';
import {throwTrouble} from '../../engine/backends/trouble.ts';
import {Population} from '../../engine/population.ts';
import {LabError} from '../../engine/resources.ts';
import {kernelsFor} from '../../kernels/install.ts';
import simd from '../../kernels/wasm/simd.wasm?url';
import {step, stepSpec} from '../../programs/step.ts';
import type {Size} from './protocol.ts';
import {serve} from './serve.ts';

/** Of a file beside this one. */
const address = (path: string) => new URL(path, import.meta.url).href;

serve({
  async open(variant, size) {
    const population = await openPopulation(variant === 'wasm' ? 'wasm' : 'webgpu', size, variant !== 'eager');
    return {
      tick: () => population.advance(),
      async done() {
        await population.collect();
        throwTrouble();
      },
      issues: variant !== 'wasm',
    };
  },

  record: async (batches) => {
    const all: number[] = [];
    for (const pairs of batches) {
      const population = await openPopulation('webgpu', {pairs, members: 1}, true);
      // Recorded but never submitted, so that it takes no time on the GPU.
      population.advance();
      const {recordedBytes, reasons} = population.phases;
      for (const reason of reasons.values()) throw new LabError(`The step could not be recorded: ${reason}`);
      all.push(recordedBytes);
    }
    return all;
  },
});

async function openPopulation(backend: 'wasm' | 'webgpu', {pairs, members}: Size, record: boolean) {
  await openBackend(backend, {wasm: address(wasm), install: kernelsFor(address(simd))});
  return Population.open({
    spec: {...stepSpec(pairs), fan: {axes: [], seeds: Array.from({length: members}, (_, seed) => seed)}},
    programs: [step],
    resources: {file: (path) => Promise.reject(new LabError(`${path} is not needed here.`))},
    together: backend === 'webgpu' ? members : 1,
    record,
  });
}
