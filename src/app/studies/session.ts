/**
 * A study that trains in the page: all its arms with one seed, then with the next. Arms that are shown begin first, and a few
 * train at a time. It knows arms as trainees, so that tests need no worker.
 */
import {createStore} from 'zustand/vanilla';
import type {Spec} from '../../spec/index.ts';
import type {ClaimResult} from '../../studies/kit/clauses.ts';
import {judge} from '../../studies/kit/judge.ts';
import type {ArmRun} from '../../studies/kit/measures.ts';
import type {Study} from '../../studies/kit/study.ts';
import {armSpec, type Changes, isRegistered, UNCHANGED} from './arms.ts';

/** One arm's run in the page. */
export interface Trainee {
  begin(spec: Spec): void;
  pause(): void;
  goOn(): void;
  /** Ends its worker. What is drawn stays. */
  end(): void;
}

export interface TraineeEvents {
  /** All steps are made. */
  done(run: ArmRun): void;
  /** It cannot go on. */
  failed(sentence: string): void;
}

export type ArmState = 'waiting' | 'training' | 'done' | 'failed';

export interface StudyState {
  playing: boolean;
  changes: Changes;
  /** The seed that trains; undefined when all are through. */
  seed: number | undefined;
  /** Seeds with which all arms are through. */
  seeds: readonly number[];
  arms: Readonly<Record<string, ArmState>>;
  /** `values[arm][measure][i]`; arms that are through with the present seed have one more. */
  values: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** What the seeds that are through come to. */
  claim: ClaimResult | undefined;
  problem: string | undefined;
}

interface Options {
  study: Pick<Study, 'arms' | 'measures' | 'clauses' | 'shown'>;
  seeds: readonly number[];
  /** Arms that train at a time. */
  places: number;
  open(arm: string, events: TraineeEvents): Trainee;
}

export class StudySession {
  readonly store;
  readonly #options: Options;
  /** Arms in the order in which they train. */
  readonly #order: readonly string[];
  readonly #shown: ReadonlySet<string>;
  readonly #trainees = new Map<string, Trainee>();
  #runs: Record<string, ArmRun> = {};
  #over = false;

  constructor(options: Options) {
    this.#options = options;
    const {study} = options;
    const names = study.arms.map(({name}) => name);
    const shown = shownArms(study).map(({name}) => name);
    this.#shown = new Set(shown);
    this.#order = [...shown, ...names.filter((name) => !this.#shown.has(name))];
    this.store = createStore<StudyState>(() => this.#beginning(UNCHANGED));
  }

  #beginning(changes: Changes): StudyState {
    return {
      playing: true,
      changes,
      seed: this.#options.seeds[0],
      seeds: [],
      arms: this.#allWaiting(),
      values: {},
      claim: undefined,
      problem: undefined,
    };
  }

  #allWaiting = (): Record<string, ArmState> => Object.fromEntries(this.#order.map((name) => [name, 'waiting']));

  get #state(): StudyState {
    return this.store.getState();
  }

  /** Begins with the first seed. */
  begin(changes: Changes = UNCHANGED): void {
    this.#endAll();
    this.#runs = {};
    this.store.setState(this.#beginning(changes));
    this.#fill();
  }

  pause(): void {
    this.store.setState({playing: false});
    for (const name of this.#training()) this.#trainees.get(name)?.pause();
  }

  goOn(): void {
    this.store.setState({playing: true});
    for (const name of this.#training()) this.#trainees.get(name)?.goOn();
    this.#fill();
  }

  pauseOrGoOn(): void {
    if (this.#state.playing) this.pause();
    else this.goOn();
  }

  /** Ends everything: the page is left. */
  close(): void {
    this.#over = true;
    this.#endAll();
  }

  #endAll(): void {
    for (const trainee of this.#trainees.values()) trainee.end();
  }

  #training = (): string[] => this.#order.filter((name) => this.#state.arms[name] === 'training');

  /** Starts arms that wait while there are places. */
  #fill(): void {
    const {seed, changes, playing} = this.#state;
    if (seed === undefined || !playing || this.#over) return;
    for (const name of this.#order) {
      if (this.#state.arms[name] !== 'waiting' || this.#training().length >= this.#options.places) continue;
      const arm = this.#options.study.arms.find((one) => one.name === name)!;
      this.#set(name, 'training');
      try {
        this.#traineeOf(name).begin(armSpec(arm, seed, changes));
      } catch (error) {
        this.#failed(name, error instanceof Error ? error.message : String(error));
      }
    }
  }

  #traineeOf(name: string): Trainee {
    const known = this.#trainees.get(name);
    if (known) return known;
    const trainee = this.#options.open(name, {
      done: (run) => this.#done(name, run),
      failed: (sentence) => this.#failed(name, sentence),
    });
    this.#trainees.set(name, trainee);
    return trainee;
  }

  #set(name: string, state: ArmState): void {
    this.store.setState({arms: {...this.#state.arms, [name]: state}});
  }

  #failed(name: string, sentence: string): void {
    if (this.#state.arms[name] !== 'training') return;
    this.#set(name, 'failed');
    const {label} = this.#options.study.arms.find((arm) => arm.name === name)!;
    this.store.setState({problem: `${label}: ${sentence}`});
    this.#fill();
  }

  #done(name: string, run: ArmRun): void {
    if (this.#state.arms[name] !== 'training') return;
    this.#runs[name] = run;
    // Those that are seen keep their worker until the next seed: their last frame may be on its way.
    if (!this.#shown.has(name)) this.#trainees.get(name)!.end();
    this.#set(name, 'done');
    this.store.setState({values: this.#measured()});
    if (Object.values(this.#state.arms).every((state) => state === 'done')) this.#seedDone();
    else this.#fill();
  }

  /** All values, with what can be measured of the present seed by now. */
  #measured(): StudyState['values'] {
    const {seeds, values} = this.#state;
    const entries = this.#options.study.arms.map(({name}) => {
      const measured = this.#options.study.measures.map((measure) => {
        const before = (values[name]?.[measure.name] ?? []).slice(0, seeds.length);
        const now = this.#measure(name, measure.of);
        return [measure.name, now === undefined ? before : [...before, now]] as const;
      });
      return [name, Object.fromEntries(measured)] as const;
    });
    return Object.fromEntries(entries);
  }

  #measure(name: string, of: Study['measures'][number]['of']): number | undefined {
    const run = this.#runs[name];
    if (!run) return undefined;
    try {
      const value = of(run, this.#runs);
      return Number.isFinite(value) ? value : undefined;
    } catch {
      // It needs an arm that still trains, or what the page does not measure.
      return undefined;
    }
  }

  #seedDone(): void {
    const {seeds, values, seed} = this.#state;
    const through = [...seeds, seed!];
    const next = this.#options.seeds[through.length];
    this.#runs = {};
    this.store.setState({
      seeds: through,
      seed: next,
      claim: this.#judged(through, values),
      ...(next !== undefined && {arms: this.#allWaiting()}),
    });
    this.#fill();
  }

  #judged(seeds: readonly number[], values: StudyState['values']): ClaimResult | undefined {
    try {
      return judge({clauses: this.#options.study.clauses, values, seeds});
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.store.setState({problem: `The claim cannot be judged in the page. ${problem}`});
      return undefined;
    }
  }

  /** Whether what is measured now can be held against what is on file. */
  get registered(): boolean {
    return isRegistered(this.#state.changes);
  }
}

/** The most arms that stand side by side. */
const MOST = 4;

/** The arms that the page shows while they train. */
export function shownArms({arms, shown}: Pick<Study, 'arms' | 'shown'>): Study['arms'] {
  if (!shown) return arms.slice(0, MOST);
  return shown.slice(0, MOST).flatMap((name) => arms.filter((arm) => arm.name === name));
}
