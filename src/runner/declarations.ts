/** The frames and questions that a run's programs declare, and sentences about those that they do not. */
import * as v from 'valibot';
import type {FrameSpec, QuestionSpec, SpecLanguage} from '../spec/index.ts';

export interface Declarations {
  /** The program's. */
  name: string;
  label: string;
  frames: Readonly<Record<string, FrameSpec>>;
  questions: Readonly<Record<string, QuestionSpec>>;
}

export function declarationsOf(language: SpecLanguage, program: string): Declarations {
  const {label, frames, questions} = language.program(program);
  return {name: program, label, frames, questions};
}

/**
 * Why a frame cannot be shown, if it cannot. A frame that only another stage's program declares is not refused: it may have
 * been asked for before the present stage began.
 */
export function refusedFrame(
  programs: readonly Declarations[],
  present: Declarations,
  frame: string,
  there: readonly {index: number}[],
  members: readonly number[] = [],
): string | undefined {
  if (!programs.some(({frames}) => Object.hasOwn(frames, frame))) {
    return `${present.label} shows no ${JSON.stringify(frame)}; it shows ${listed(present.frames)}.`;
  }
  const missing = members.find((member) => !there.some(({index}) => index === member));
  return missing === undefined ? undefined : `There is no member ${missing} in this run.`;
}

/** Why a question cannot be answered, if it cannot; questions of other stages are not refused either. */
export function refusedAsk(
  programs: readonly Declarations[],
  present: Declarations,
  question: string,
  ask: unknown,
): string | undefined {
  const declaring = programs.find(({questions}) => Object.hasOwn(questions, question));
  if (!declaring) {
    return `${present.label} answers no question ${JSON.stringify(question)}; it answers ${listed(present.questions)}.`;
  }
  const checked = v.safeParse(declaring.questions[question].ask, ask);
  return checked.success
    ? undefined
    : `The question ${JSON.stringify(question)} is wrong: ${checked.issues[0].message}`;
}

const listed = (declared: object) => Object.keys(declared).join(', ') || 'nothing';
