/** Parts of the state that panels of every lab need. */
import type {Mark, View} from '../../panels/data.ts';
import {remembered} from '../../panels/remembered.ts';
import {allSteps} from '../../spec/index.ts';
import {moveMarks, stageMarks} from './marks.ts';
import {presentNumber} from './settings.ts';
import type {RunState} from './state.ts';

export const pointsOf = (state: RunState) => state.points;
export const hoveredOf = (state: RunState) => state.hovered;
export const hoveredTickOf = (state: RunState) => state.hoveredTick;
export const chosenMetricOf = (state: RunState) => state.chosenMetric;
export const keptOf = (state: RunState) => state.kept;
export const batchSizeOf = presentNumber('training.batch');

export const viewOf: (state: RunState) => View = remembered(
  ({position, spec, lookingAt}): View => ({tick: position, steps: allSteps(spec), at: lookingAt}),
  ({position, spec, lookingAt}) => [position, spec, lookingAt],
);

export const marksOf: (state: RunState) => readonly Mark[] = remembered(
  ({spec, backendMarks}): readonly Mark[] =>
    [...stageMarks(spec), ...moveMarks(spec), ...backendMarks].sort((a, b) => a.tick - b.tick),
  ({spec, backendMarks}) => [spec, backendMarks],
);
