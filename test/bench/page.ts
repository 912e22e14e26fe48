/** The page behind `npm run bench`: the lab's own bench, and what it is compared with. */
import type {BenchReport} from '../../src/app/bench/report.ts';
import {type Contestant, runSuite, workerContestant} from '../../src/app/bench/suite.ts';
import {openLink} from '../../src/presets/address.ts';
import type {Burst, Size} from '../../src/worker/bench/protocol.ts';
import {HOSTILE_LINKS} from '../support/hostileLinks.ts';

declare global {
  interface Window {
    runBench(options: {quick: boolean; large: boolean; torch: boolean}): Promise<BenchReport>;
    /** What it takes to read links that ask for much work. */
    readLinks(): Promise<{what: string; characters: number; milliseconds: number}[]>;
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

/** As many as make the longest address that is still read, about, and as many as make one that is refused. */
const MUCH = [2000, 40_000];

window.readLinks = async () => {
  const read = [];
  for (const [what, linkWith] of Object.entries(HOSTILE_LINKS)) {
    for (const n of MUCH) {
      const address = `#${linkWith(n)}`;
      const start = performance.now();
      await openLink(address);
      read.push({what, characters: address.length, milliseconds: performance.now() - start});
    }
  }
  return read;
};
