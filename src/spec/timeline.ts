/** The timeline of a run: the ticks of its stages, one stage after another. */
import type {Stage} from './spec.ts';

interface Stages {
  readonly stages: readonly Pick<Stage, 'id' | 'steps'>[];
}

/** Steps of all stages before one. */
export const stepsBefore = ({stages}: Stages, index: number): number =>
  stages.slice(0, index).reduce((sum, {steps}) => sum + steps, 0);

/** Where a stage begins and ends on the timeline. */
export function stretchOf(spec: Stages, index: number): [begin: number, end: number] {
  const begin = stepsBefore(spec, index);
  return [begin, begin + spec.stages[index].steps];
}

export const allSteps = (spec: Stages): number => stepsBefore(spec, spec.stages.length);

/** Where a stage's tick lies on the timeline. */
export function positionOf(spec: Stages, stage: string, tick: number): number {
  const index = spec.stages.findIndex(({id}) => id === stage);
  return stepsBefore(spec, Math.max(0, index)) + tick;
}

/** Index of the stage that lies at a position; of two that meet there, the later one. */
export const stageIndexAt = (spec: Stages, position: number): number =>
  Math.max(
    0,
    spec.stages.findLastIndex((_, i) => stepsBefore(spec, i) <= position),
  );
