/** The first steps of a run, made once more in a worker of their own: what went in, and the losses that came out. */
import type {Values} from '../../../engine/records.ts';
import type {Spec} from '../../../spec/index.ts';
import type {Report, ReportOf} from '../../../worker/protocol.ts';
import type {Client} from '../../experiment/surroundings.ts';
import type {NamedTensor} from '../safetensors.ts';

/** Steps whose exact batches are in the file. */
export const STEPS = 20;

export interface Beginning {
  /** Parameters before the first step. */
  weights: NamedTensor[];
  /** The frames `inputs`, step after step, and their shape. */
  inputs: Float32Array[];
  shape: readonly number[];
  losses: number[];
}

interface Open {
  openClient(onReport: (report: Report) => void): Client;
  data: string;
}

/** Rejects with a sentence where the run cannot be opened. `doing` hears of each step. */
export function collect(
  spec: Spec,
  {openClient, data}: Open,
  doing: (step: number, steps: number) => void,
): Promise<Beginning> {
  const steps = Math.min(STEPS, spec.stages[0].steps);
  return new Promise((resolve, reject) => {
    const found: Beginning = {weights: [], inputs: [], shape: [], losses: []};
    const end = (act: () => void) => {
      client.terminate();
      act();
    };
    const client = openClient((report) => {
      switch (report.type) {
        case 'opened':
          client.send({type: 'checkpoint'});
          break;
        case 'checkpoint':
          if (!report.asked) break;
          found.weights = parametersOf(report);
          client.send({type: 'want', frame: 'inputs'});
          break;
        case 'frame':
          found.inputs[report.tick] = report.data;
          found.shape = report.shape;
          doing(found.inputs.length, steps);
          client.send({type: 'step'});
          break;
        case 'progress':
          for (const {tick, values} of report.metrics) if (values.loss) found.losses[tick - 1] = values.loss[0];
          if (found.losses.length === steps) end(() => resolve(found));
          else if (found.losses.length === found.inputs.length && found.losses.length > 0) {
            client.send({type: 'want', frame: 'inputs'});
          }
          break;
        case 'failed':
        case 'lost':
        case 'stopped':
          end(() => reject(new Error(report.sentence)));
      }
    });
    client.send({type: 'open', spec, backend: 'wasm', data, playing: false});
  });
}

/** All but the optimiser's memory. */
function parametersOf({checkpoint, shapes = {}}: ReportOf<'checkpoint'>): NamedTensor[] {
  return checkpoint.cohorts[0].slots.flatMap(([name, data]: [string, Values, unknown]) =>
    shapes[name] && !/\.[mv]$/.test(name) ? [{name, shape: shapes[name], data}] : [],
  );
}
