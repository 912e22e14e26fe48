/** What a reader asks of a run while it trains or stands: moves, frames, answers, another member. */
import type {Population} from '../engine/population.ts';
import type {Move, SpecLanguage} from '../spec/index.ts';
import {type Declarations, declarationsOf, refusedAsk, refusedFrame} from './declarations.ts';
import type {Tell} from './events.ts';
import type {Frames} from './frames.ts';
import type {MemoryPlan} from './memory.ts';
import type {Questions} from './questions.ts';

interface Around {
  language: SpecLanguage;
  plan: MemoryPlan;
  tell: Tell;
}

type Asked = Pick<Move, 'path' | 'value' | 'member'>;

interface Answering {
  frames: Frames;
  questions: Questions;
}

/** Does what can be done, and refuses the rest with a sentence. */
export class Requests {
  readonly #run: Population;
  readonly #language: SpecLanguage;
  readonly #plan: MemoryPlan;
  readonly #tell: Tell;
  readonly #answering: Answering;
  #moves = 0;

  constructor(run: Population, {language, plan, tell}: Around, answering: Answering) {
    this.#run = run;
    this.#language = language;
    this.#plan = plan;
    this.#tell = tell;
    this.#answering = answering;
  }

  /** Moves so far. */
  get moves(): number {
    return this.#moves;
  }

  /** Says whether a move could be made at the present tick. */
  weigh(move: Asked): void {
    const sentence = this.#refusedMove(move);
    this.#tell({type: 'weighed', ...(sentence && {sentence})});
  }

  move(move: Asked): void {
    const sentence = this.#refusedMove(move);
    if (sentence) {
      this.#refuse(move.path, sentence);
      return;
    }
    const made = this.#run.move(move);
    this.#moves++;
    this.#tell({type: 'moved', move: made});
  }

  want(frame: string, members?: readonly number[]): void {
    const sentence = refusedFrame(this.#programs, this.#present, frame, this.#run.members, members);
    if (sentence !== undefined) this.#refuse(frame, sentence);
    else if (Object.hasOwn(this.#present.frames, frame)) this.#answering.frames.want(frame, members);
  }

  ask(question: string, ask: unknown): void {
    const sentence = refusedAsk(this.#programs, this.#present, question, ask);
    if (sentence !== undefined) this.#refuse(question, sentence);
    else if (Object.hasOwn(this.#present.questions, question)) this.#answering.questions.ask(question, ask);
  }

  choose(member: number): void {
    if (!this.#run.members.some(({index}) => index === member)) {
      this.#refuse('member', `There is no member ${member} in this run.`);
      return;
    }
    this.#run.choose(member);
    // What was shown and answered so far was about another member.
    this.#answering.frames.forget();
    this.#answering.questions.forget();
  }

  get #present(): Declarations {
    return declarationsOf(this.#language, this.#run.stage.program);
  }

  /** What the programs of all stages declare. */
  get #programs(): Declarations[] {
    return this.#run.spec.stages.map(({program}) => declarationsOf(this.#language, program));
  }

  #refusedMove(move: Asked): string | undefined {
    const {spec, stage, settings, tick} = this.#run;
    return (
      this.#language.checkMove(spec, stage.id, settings, {tick, ...move}) ??
      this.#plan.refusedMove(spec, {stage: stage.id, ...move})
    );
  }

  #refuse(path: string, sentence: string): void {
    this.#tell({type: 'refused', path, sentence});
  }
}
