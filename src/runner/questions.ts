/** Questions about a run. The newest of each kind is answered by the program that declares it. */
import type {Population} from '../engine/population.ts';
import type {Program, QuestionSession} from '../engine/program.ts';
import type {QuestionSpec, RawFrame} from '../spec/index.ts';
import type {Tell} from './events.ts';
import type {Declared, Version} from './frames.ts';
import type {Readings} from './readings.ts';

/** While the run trains, a question with a declared pause that took w ms waits this many times w before it is repeated. */
const PAUSE = 6;

/** The present stage's program and what it declares. */
export interface Present {
  program: Program;
  frames: Declared;
  questions: Readonly<Record<string, QuestionSpec>>;
  training: boolean;
}

interface Known {
  frame: RawFrame;
  version: string;
  at: number;
}

export class Questions {
  readonly #run: Population;
  readonly #readings: Readings;
  readonly #version: Version;
  readonly #tell: Tell;
  readonly #asked = new Map<string, unknown>();
  /** Frames of the chosen member, which further answers can be computed from. */
  readonly #known = new Map<string, Known>();
  /** The last answered question of each kind, and the time from which it may be answered again. */
  readonly #answered = new Map<string, {ask: string; next: number}>();

  constructor(run: Population, readings: Readings, version: Version, tell: Tell) {
    this.#run = run;
    this.#readings = readings;
    this.#version = version;
    this.#tell = tell;
  }

  ask(question: string, ask: unknown): void {
    this.#asked.set(question, ask);
  }

  /** Forgets known frames: they are of another member or another stage. */
  forget(): void {
    this.#known.clear();
  }

  /** Drops questions that the present program does not declare. */
  keep(questions: Present['questions']): void {
    for (const name of this.#asked.keys()) if (!Object.hasOwn(questions, name)) this.#asked.delete(name);
  }

  /** Answers one question. Resolves to whether one was due. */
  async answer(present: Present): Promise<boolean> {
    for (const [question, ask] of this.#asked) {
      if (this.#isDue(question, ask, present.training)) {
        this.#asked.delete(question);
        await this.#answer(question, ask, present);
        return true;
      }
    }
    return false;
  }

  #isDue(question: string, ask: unknown, training: boolean): boolean {
    const last = this.#answered.get(question);
    return !training || !last || last.ask !== JSON.stringify(ask) || performance.now() >= last.next;
  }

  async #answer(question: string, ask: unknown, present: Present): Promise<void> {
    const {program, questions} = present;
    const {recent = 0, pause} = questions[question];
    const start = performance.now();
    const member = this.#run.chosen;
    let {tick} = this.#run;
    const session: QuestionSession = {
      spec: this.#run.settings,
      world: this.#run.world,
      frame: async (name) => {
        const frame = await this.#frame(name, present, {recent, member});
        tick = Math.min(tick, frame.tick);
        return frame;
      },
      run: (phase, times, slots) =>
        this.#readings.frames(() => {
          this.#run.write(slots, member);
          for (let iteration = 0; iteration < times; iteration++) this.#run.show(phase, {iteration, member});
        }),
    };
    const answer = await program.questions![question](ask as never, session);
    if (answer !== undefined) this.#tell({type: 'answer', question, ask, tick, member, answer});
    const end = performance.now();
    const next = pause === undefined ? end : end + Math.max(pause, PAUSE * (end - start));
    this.#answered.set(question, {ask: JSON.stringify(ask), next});
  }

  async #frame(
    name: string,
    {frames, training}: Present,
    {recent, member}: {recent: number; member: number},
  ): Promise<RawFrame> {
    const {phase, renewedBy} = frames[name];
    const known = this.#known.get(name);
    const version = this.#version(renewedBy);
    const at = performance.now();
    if (known?.frame.member === member && (known.version === version || (training && at - known.at < recent)))
      return known.frame;
    const shown = await this.#readings.frames(() => this.#run.show(phase, {member}));
    const frame = shown.find((one) => one.name === name);
    if (!frame) throw new Error(`Phase ${phase} emitted no frame called ${name}.`);
    this.#known.set(name, {frame, version, at});
    return frame;
  }
}
