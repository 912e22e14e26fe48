/** The page behind `npm run bench`: the lab's own bench, and what it is compared with. */
import type {BenchReport} from '../../src/app/bench/report.ts';
import {type Contestant, runSuite, workerContestant} from '../../src/app/bench/suite.ts';
import type {Burst, Size} from '../../src/worker/bench/protocol.ts';

declare global {
  interface Window {
    runBench(options: {quick: boolean; large: boolean; torch: boolean}): Promise<BenchReport>;
    /** Offered by the command. */
    say(doing: string): Promise<void>;
    openTorch(size: Size): Promise<number>;
    measureTorch(ticks: number): Promise<Burst>;
  }
}

const jaxWorker = () => new Worker(new URL('./jax.ts', import.meta.url), {type: 'module'});

const torch: Contestant = {
  id: 'torch',
  open: async (size) => ({
    whole: await window.openTorch(size),
    measure: (ticks) => window.measureTorch(ticks),
    close() {},
  }),
};

window.runBench = async (options) => {
  const onGPU = (await navigator.gpu?.requestAdapter()) ? [workerContestant('jax-webgpu', jaxWorker)] : [];
  return runSuite({
    quick: options.quick,
    large: options.large,
    others: [...onGPU, workerContestant('jax-wasm', jaxWorker), ...(options.torch ? [torch] : [])],
    onChange: (_report, doing) => void window.say(doing),
    signal: new AbortController().signal,
  });
};
