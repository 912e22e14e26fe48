/**
 * Frames and questions: what a page can ask a run for, declared once by the program that answers.
 *
 * A frame is a tensor that a phase emits under the frame's name. A question has an answer of any shape, which the program
 * computes from frames and from its world.
 */
import type * as v from 'valibot';

/** A tensor that a phase emitted, read back. */
export interface RawFrame {
  name: string;
  stage: string;
  /** The state after so many updates of its stage. */
  tick: number;
  /** Place of the member in the spec's fan, counted from 0. */
  member: number;
  shape: number[];
  data: Float32Array;
}

export interface FrameSpec<T = unknown> {
  /** The phase that emits the frame. */
  phase: string;
  /**
   * What makes a new frame differ from the last one: `step` a new state; `settings` a new state or a moved setting; `world`
   * a change of the world's settings only.
   */
  renewedBy: 'step' | 'settings' | 'world';
  /**
   * Whether earlier frames of a run are kept, so that a reader can look back to them: `exact` as they are, `unit` in half
   * the memory, for numbers from -1 to 1. Not kept when left out.
   */
  kept?: 'exact' | 'unit';
  /** The frame as panels draw it. `known` is what the stage's world told the page of its points. */
  decode(raw: RawFrame, known: unknown): T;
}

export interface QuestionSpec<Ask = unknown, Answer = unknown> {
  ask: v.GenericSchema<unknown, Ask>;
  answer: v.GenericSchema<unknown, Answer>;
  /** Milliseconds for which frames behind an answer are recent enough while the run trains; 0 when left out. */
  recent?: number;
  /** While the run trains, milliseconds before the same question is answered again; 0 when left out. */
  pause?: number;
}
