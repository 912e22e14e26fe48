/** Sweeps that are ready to start, for runs that have their settings. */
import type {Spec} from '../../spec/index.ts';
import {type Plan, placeOf} from './plan.ts';

interface ReadyAxis {
  /** The first of these that the run has. */
  paths: readonly string[];
  values: readonly number[];
}

interface Ready {
  name: string;
  label: string;
  /** One line below the name. */
  about: string;
  axes: readonly ReadyAxis[];
  seeds: number;
  /** Metrics to draw, best first; a run may not measure all. */
  metrics?: readonly string[];
}

const TEMPERATURE = ['objective.temperature'];
const BATCH = ['training.batch'];

const ALL: readonly Ready[] = [
  {
    name: 'temperature',
    label: 'Temperature',
    about: '12 values from 0.03 to 1, 3 seeds',
    axes: [{paths: TEMPERATURE, values: [0.03, 0.041, 0.057, 0.078, 0.11, 0.15, 0.2, 0.28, 0.38, 0.53, 0.73, 1]}],
    seeds: 3,
  },
  {
    name: 'bias',
    label: 'Length bias of annotators',
    about: 'against how far the reward follows length',
    axes: [{paths: ['world.lengthBias'], values: [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]}],
    seeds: 3,
    metrics: ['lengthCorrelation', 'goldCorrelation'],
  },
  {
    name: 'beta',
    label: 'Price of divergence β',
    about: '0.05 to 5, against gold and the judge’s reward',
    axes: [{paths: ['objective.beta'], values: [0.05, 0.1, 0.2, 0.5, 1, 2, 5]}],
    seeds: 2,
    metrics: ['gold', 'proxy', 'divergence'],
  },
  {
    name: 'answers',
    label: 'Answers a question',
    about: '2 to 16, 2 seeds',
    axes: [{paths: ['sampling.perQuestion'], values: [2, 4, 8, 16]}],
    seeds: 2,
    metrics: ['gold', 'proxy', 'divergence'],
  },
  {
    name: 'batch',
    label: 'Batch',
    about: '16 to 1,024, 3 seeds',
    axes: [{paths: BATCH, values: [16, 32, 64, 128, 256, 512, 1024]}],
    seeds: 3,
  },
  {
    name: 'both',
    label: 'Temperature × batch',
    about: '6 × 5 values, as a map',
    axes: [
      {paths: TEMPERATURE, values: [0.03, 0.06, 0.12, 0.25, 0.5, 1]},
      {paths: BATCH, values: [16, 32, 64, 128, 256]},
    ],
    seeds: 1,
  },
  {
    name: 'width',
    label: 'Width of the representation',
    about: '2 to 256 numbers, 3 seeds',
    axes: [{paths: ['model.representation'], values: [2, 4, 8, 16, 32, 64, 128, 256]}],
    seeds: 3,
  },
  {
    name: 'model-width',
    label: 'Width of the model',
    about: '16 to 256 units, 3 seeds',
    axes: [{paths: ['model.width'], values: [16, 32, 64, 128, 256]}],
    seeds: 3,
  },
];

/** Steps of a stage in a sweep, unless it is shorter. */
export const USUAL_STEPS = 600;

export interface ReadyPlan extends Plan, Pick<Ready, 'name' | 'label' | 'about' | 'metrics'> {}

/** The sweeps whose settings a stage has, with the values that it takes. The width of the model only where nothing is nearer. */
export function readyFor(spec: Spec, stageId: string): ReadyPlan[] {
  const stage = spec.stages.find(({id}) => id === stageId);
  if (!stage) return [];
  const found = ALL.flatMap(({axes, ...ready}): ReadyPlan[] => {
    const planned = axes.flatMap(({paths, values}) => {
      const place = paths.map((path) => placeOf(spec, stageId, path)).find((one) => one !== undefined);
      const fits = values.filter((value) => place && value >= place.field.range[0] && value <= place.field.range[1]);
      return place && fits.length > 1 ? [{path: place.path, values: fits}] : [];
    });
    if (planned.length < axes.length) return [];
    return [{...ready, stage: stageId, axes: planned, steps: Math.min(stage.steps, USUAL_STEPS)}];
  });
  return found.some(({name}) => name === 'width') ? found.filter(({name}) => name !== 'model-width') : found;
}
