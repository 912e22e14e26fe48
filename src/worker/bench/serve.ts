/** The worker's side of the protocol, for any variant. */
import * as v from 'valibot';
import {LabError} from '../../engine/resources.ts';
import {issuedBy, watchBuffers} from './gpu.ts';
import {type BenchReport, type Burst, benchCommandSchema, type Issued, type Size} from './protocol.ts';

export interface Measurable {
  tick(): void;
  done(): Promise<unknown>;
  /** Whether a tick issues its GPU work itself: then launches and copies are counted. */
  issues: boolean;
}

export interface Bench {
  open(variant: string, size: Size): Promise<Measurable>;
  record?(pairs: readonly number[]): Promise<number[]>;
}

/** Answers one command after another. */
export function serve(bench: Bench): void {
  const scope = self as unknown as DedicatedWorkerGlobalScope;
  const bytes = 'GPUDevice' in self ? watchBuffers() : () => 0;
  let open: Measurable | undefined;

  async function answer(data: unknown): Promise<BenchReport> {
    const command = v.parse(benchCommandSchema, data);
    switch (command.type) {
      case 'open': {
        open = await bench.open(command.variant, command.size);
        return {type: 'opened', ...(await firstTicks(open)), bytes: bytes() || undefined};
      }
      case 'measure':
        return {type: 'measured', ...(await measure(open!, command.ticks))};
      case 'record':
        return {type: 'recorded', bytes: await bench.record!(command.pairs)};
    }
  }

  scope.onmessage = ({data}) => {
    answer(data)
      .catch((error): BenchReport => ({type: 'failed', sentence: sentenceOf(error)}))
      .then((report) => scope.postMessage(report));
  };
}

/** The first tick compiles; the second is timed and counted. */
async function firstTicks(stepper: Measurable) {
  stepper.tick();
  await stepper.done();
  const start = performance.now();
  let issued: Issued | undefined;
  if (stepper.issues) issued = issuedBy(stepper.tick);
  else stepper.tick();
  await stepper.done();
  return {whole: performance.now() - start, issued};
}

async function measure(stepper: Measurable, ticks: number): Promise<Burst> {
  const start = performance.now();
  for (let i = 0; i < ticks; i++) stepper.tick();
  const done = stepper.done();
  const javascript = performance.now() - start;
  await done;
  return {javascript: javascript / ticks, whole: (performance.now() - start) / ticks};
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return error instanceof LabError ? text : `It could not be measured: ${text}.`;
}
