/** The run in view as a script for PyTorch, with everything that it needs, as a zip. */
import {settledSpec} from '../../../labs/kit/settings.ts';
import {memberSpec} from '../../../spec/index.ts';
import {LabClient} from '../../../worker/client.ts';
import type {Experiment} from '../../experiment/experiment.ts';
import {dataAddress} from '../../experiment/points.ts';
import {zipOf} from '../zip.ts';
import {collect} from './collect.ts';
import {torchFiles} from './files.ts';
import {scriptParts} from './supported.ts';

/** The shown member's run from step 0, with the settings of now. */
export async function torch(experiment: Experiment, doing: (text: string) => void): Promise<Blob> {
  const state = experiment.store.getState();
  const settled = settledSpec(state);
  const spec = {...memberSpec(settled, settled.fan ? state.member : 0), moves: []};
  const script = scriptParts(spec);
  if ('sentence' in script) throw new Error(script.sentence);
  const open = {
    openClient: (onReport: ConstructorParameters<typeof LabClient>[0]) => new LabClient(onReport),
    data: dataAddress,
  };
  const beginning = await collect(spec, open, (step, steps) =>
    doing(`Training the first steps: ${step} of ${steps} …`),
  );
  doing('Packing …');
  const files = torchFiles(spec, script.parts, beginning);
  return zipOf(files);
}
