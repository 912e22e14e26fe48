/** The checks that also run in Node, on a backend of the browser. */
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {openBackend} from '../../../src/engine/backends/index.ts';
import type {BackendName} from '../../../src/engine/backends/names.ts';
import {kernelsFor} from '../../../src/kernels/install.ts';
import simd from '../../../src/kernels/wasm/simd.wasm?url';
import {language} from '../../../src/programs/index.spec.ts';
import {captureChecks} from '../../reference/checks/capture.ts';
import {kernelChecks} from '../../reference/checks/kernels.ts';
import {keyChecks} from '../../reference/checks/keys.ts';
import {metricChecks} from '../../reference/checks/metrics.ts';
import {objectiveChecks} from '../../reference/checks/objectives.ts';
import {optimiserChecks} from '../../reference/checks/optimiser.ts';
import {otherObjectiveChecks} from '../../reference/checks/otherObjectives.ts';
import {pairwiseChecks} from '../../reference/checks/pairwise.ts';
import {policyObjectiveChecks} from '../../reference/checks/policyObjectives.ts';
import {rewardObjectiveChecks} from '../../reference/checks/rewardObjectives.ts';
import {type Check, failures, type Row} from '../../reference/checks/row.ts';
import {sampledObjectiveChecks} from '../../reference/checks/sampledObjectives.ts';
import {sequenceChecks} from '../../reference/checks/sequences.ts';
import {transformerChecks} from '../../reference/checks/transformer.ts';
import {compareShards} from './shards.ts';

const CHECKS = {
  keys: keyChecks,
  kernels: kernelChecks,
  objectives: (filter) => objectiveChecks(filter),
  otherObjectives: (filter) => otherObjectiveChecks(filter),
  rewardObjectives: (filter) => rewardObjectiveChecks(filter),
  policyObjectives: (filter) => policyObjectiveChecks(filter),
  sampledObjectives: (filter) => sampledObjectiveChecks(filter),
  metrics: metricChecks,
  optimiser: optimiserChecks,
  pairwise: pairwiseChecks,
  sequences: sequenceChecks,
  transformer: transformerChecks,
  capture: captureChecks,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

declare global {
  interface Window {
    compareShards: typeof compareShards;
    runChecks(
      name: CheckName,
      backend: BackendName,
      filter?: string,
      every?: number,
    ): Promise<{count: number; failed: Row[]}>;
  }
}

window.compareShards = compareShards;

window.runChecks = async (name, backend, filter, every) => {
  await openBackend(backend, {wasm, install: kernelsFor(simd)});
  await language.load(['reward', 'policy', 'soup', 'source']);
  const rows = await (CHECKS[name] as Check)(filter, every);
  return {count: rows.length, failed: failures(rows)};
};
