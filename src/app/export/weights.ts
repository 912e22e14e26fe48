/** The weights of the shown member as .safetensors. */
import {selectMembers} from '../../engine/checkpoints.ts';
import {presentStage} from '../../labs/kit/settings.ts';
import {memberSpec} from '../../spec/index.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {type NamedTensor, safetensorsOf} from './safetensors.ts';

/** How to read the numbers: also in the file. */
const LAYOUT = 'Float32, last index fastest. Dense layers have w [inputs, outputs] and b [outputs]: y = x w + b.';

/** Everything that the present stage has learnt, without the optimiser's memory. */
export async function weights(experiment: Experiment): Promise<Blob> {
  const {spec, member} = experiment.store.getState();
  const {checkpoint, shapes} = await experiment.peek();
  const [cohort] = selectMembers(checkpoint, [member]).cohorts;
  const tensors = cohort.slots.flatMap(([name, data]): NamedTensor[] => {
    const shape = shapes[name];
    return shape && !isMoment(name, shapes) ? [{name, shape, data}] : [];
  });
  if (tensors.length === 0) throw new Error('This stage has no weights.');
  const file = safetensorsOf(tensors, {
    lab: 'Contrastive Lab',
    layout: LAYOUT,
    spec: JSON.stringify(memberSpec(spec, member)),
    stage: presentStage(experiment.store.getState()).id,
    step: String(checkpoint.tick),
  });
  return new Blob([file], {type: 'application/octet-stream'});
}

/** The optimiser's memory of a parameter stands beside it as `name.m` and `name.v`. */
const isMoment = (name: string, shapes: Readonly<Record<string, unknown>>): boolean =>
  /\.[mv]$/.test(name) && Object.hasOwn(shapes, name.slice(0, -2));
