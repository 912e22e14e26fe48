import {remembered} from '../../panels/remembered.ts';
import type {Expected} from '../../panels/rewardLength/expected.ts';
import {drawingOf} from '../kit/drawing.ts';
import type {RunState} from '../kit/state.ts';

/** Lengths at which the line is pulled: of the shortest and the longest answers. */
export const LENGTHS = [5, 96] as const;

/** The line that the reader has drawn, once it is handed in. */
export const expectedOf: (state: RunState) => Expected | undefined = remembered(
  (state): Expected | undefined => {
    const drawing = drawingOf(state);
    const [first, last] = drawing?.values ?? [];
    return drawing?.done && last !== undefined ? {lengths: LENGTHS, rewards: [first, last]} : undefined;
  },
  (state) => [drawingOf(state)],
);
