/** What a reader expects of a run, drawn into its figure before it trains. */
import type {RunState} from './state.ts';

export interface Drawing {
  /** Values at the places that the figure asks for; undefined while nothing is drawn. */
  values?: readonly number[];
  /** Whether it is handed in, so that the run may be seen. */
  done: boolean;
}

/** Name under which the state keeps it. */
export const DRAWING = 'drawing';

export const drawingOf = ({reader}: RunState) => reader[DRAWING] as Drawing | undefined;

/** The run waits at its first step, and its figure is drawn into first. Whoever trains all the same wants to see it. */
export const isDrawnFirst = (state: RunState): boolean => state.position === 0 && drawingOf(state)?.done === false;
