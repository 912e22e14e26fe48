/** The same population in one worker and over several, in a browser's real workers. */
import {language} from '../../../src/programs/index.spec.ts';
import {LabClient} from '../../../src/worker/client.ts';
import type {Command, Report} from '../../../src/worker/protocol.ts';
import {ShardedClient} from '../../../src/worker/sharded.ts';

const FAN = {axes: [{stage: 'main', path: 'objective.temperature', values: [0.05, 0.1, 0.2, 0.4, 0.8]}], seeds: [7]};

interface Client {
  send(command: Command): void;
  terminate(): void;
}

/** Losses [tick][member] of the first ticks; a move of all members comes in between. */
async function losses(open: (onReport: (report: Report) => void) => Client, steps: number): Promise<number[][]> {
  const spec = {
    version: 1,
    seed: 7,
    stages: [
      {
        id: 'main',
        program: 'encoder',
        spec: {world: {kind: 'latent', points: 500}, model: {width: 16}, training: {batch: 16}},
        steps,
      },
    ],
    moves: [{stage: 'main', tick: 5, path: 'training.learningRate', value: 0.01}],
    fan: FAN,
  };
  const checked = language.check(spec);
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  const found: number[][] = [];
  await new Promise<void>((resolve, reject) => {
    const client = open((report) => {
      if (report.type === 'failed' || report.type === 'lost' || report.type === 'stopped') {
        reject(new Error(report.sentence));
      }
      if (report.type !== 'progress') return;
      for (const {tick, values} of report.metrics) if (values.loss) found[tick - 1] = values.loss;
      if (!report.finished) return;
      client.terminate();
      resolve();
    });
    client.send({type: 'open', spec: checked.value, backend: 'wasm', data: '', playing: true});
  });
  return found;
}

/** How often a worker was made, and the losses in one worker and over as many as three cores allow. */
export async function compareShards(steps: number) {
  let workers = 0;
  const counted = (onReport: (report: Report) => void) => {
    workers++;
    return new LabClient(onReport);
  };
  const sharded = await losses((onReport) => new ShardedClient(onReport, 3, counted), steps);
  return {workers, sharded, together: await losses((onReport) => new LabClient(onReport), steps)};
}
