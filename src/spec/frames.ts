/**
 * Frames and questions, as a program declares them: what a panel can ask a run to show, and what a reader can ask it.
 * Each is declared once, by name; protocol, runner and page look it up.
 */
import type * as v from 'valibot';

/** A tensor that a phase emitted for a panel, as it was read back. */
export interface RawFrame {
  name: string;
  stage: string;
  /** Updates of the state that is shown. */
  tick: number;
  /** Which member of the fan it shows. */
  member: number;
  shape: number[];
  data: Float32Array;
}

export interface FrameSpec<T = unknown> {
  /** The phase that emits it. */
  phase: string;
  /** What makes a new frame differ from the last: a step; a step or a moved setting; the world's settings alone. */
  renewedBy: 'step' | 'settings' | 'world';
  /** What panels draw. `known` is what the world told about its points. */
  decode(raw: RawFrame, known: unknown): T;
}

export interface QuestionSpec<Ask = unknown, Answer = unknown> {
  ask: v.GenericSchema<unknown, Ask>;
  answer: v.GenericSchema<unknown, Answer>;
}
