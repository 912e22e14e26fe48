/** Writes results to standard output. */
import type {BackendName} from '../engine/backends/names.ts';
import type {Program} from '../engine/program.ts';
import type {TickMetrics} from '../engine/records.ts';
import {memberSpec, membersOf, type Spec, type Stage} from '../spec/index.ts';

export interface About {
  spec: Spec;
  programs: readonly Program[];
  backend: BackendName;
  write(line: string): void;
}

export interface Report {
  /** Takes metrics in order. Those of one tick may come in several pieces. */
  add(metrics: readonly TickMetrics[]): void;
  end(): void;
}

/** The metrics of one tick: a value for each member, null where it has none. */
export interface Evaluation {
  stage: string;
  tick: number;
  metrics: Record<string, (number | null)[]>;
}

/**
 * Joins the pieces of each tick, and passes on the ticks at which the run is evaluated: before the first step, where the
 * program's plan has an evaluation, and where more metrics come than at most ticks.
 */
export class Evaluations {
  readonly #stages: ReadonlyMap<string, readonly Planned[]>;
  readonly #give: (evaluation: Evaluation) => void;
  readonly #members: number;
  #open: Evaluation | undefined;
  /** The metrics of the present stage's first tick: those that most ticks have. */
  #usual: ReadonlySet<string> = new Set();

  constructor(about: About, give: (evaluation: Evaluation) => void) {
    this.#stages = stagesOf(about);
    this.#give = give;
    this.#members = membersOf(about.spec).length;
  }

  add(metrics: readonly TickMetrics[]): void {
    for (const {stage, tick, values, members} of metrics) {
      if (this.#open?.stage !== stage || this.#open.tick !== tick) {
        this.close();
        this.#open = {stage, tick, metrics: {}};
      }
      for (const [name, list] of Object.entries(values)) this.#put(name, list, members);
    }
  }

  /** The present tick is complete. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open && this.#isEvaluated(open)) this.#give(open);
  }

  #put(name: string, values: readonly number[], members: readonly number[] | undefined): void {
    const {metrics} = this.#open!;
    metrics[name] ??= Array.from({length: this.#members}, () => null);
    for (const [i, value] of values.entries()) metrics[name][members?.[i] ?? i] = value;
  }

  #isEvaluated({stage: id, tick, metrics}: Evaluation): boolean {
    if (tick === 0) return true;
    if (tick === 1) this.#usual = new Set(Object.keys(metrics));
    const unusual = Object.keys(metrics).some((name) => !this.#usual.has(name));
    return unusual || this.#stages.get(id)!.some((stage) => evaluatesAt(stage, tick));
  }
}

/** A stage with the settings of some of the members. */
interface Planned {
  program: Program;
  stage: Stage;
}

function stagesOf({spec, programs}: About): Map<string, Planned[]> {
  const all = membersOf(spec).map(({index}) => memberSpec(spec, index).stages);
  return new Map(
    spec.stages.map(({id, program: name}, i) => {
      const program = programs.find((one) => one.name === name)!;
      const distinct = new Map(all.map((stages) => [JSON.stringify(stages[i]), stages[i]]));
      return [id, [...distinct.values()].map((stage) => ({program, stage}))];
    }),
  );
}

/** The phase in which programs evaluate a run. */
const EVALUATE = 'evaluate';

/** Every tick, for programs that have no evaluation. */
const evaluatesAt = ({program, stage: {spec, steps}}: Planned, tick: number): boolean =>
  !(EVALUATE in program.phases) || program.plan(spec, tick - 1, steps).some(({phase}) => phase === EVALUATE);
