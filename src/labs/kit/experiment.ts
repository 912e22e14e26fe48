/** What labs and their panels can do with the experiment that they are given. */
import type {StoreApi} from 'zustand/vanilla';
import type {Feed, MetricLog} from '../../panels/data.ts';
import type {RunState, Source} from './state.ts';

export interface LabExperiment {
  readonly store: Pick<StoreApi<RunState>, 'getInitialState' | 'getState'> & {
    subscribe: Source<RunState>['subscribe'] & StoreApi<RunState>['subscribe'];
  };
  readonly log: Feed<MetricLog & {version: number}>;
  /** Asks for a frame as soon as there is a newer one: of the shown member, or of several. */
  want(frame: string, members?: number[]): void;
  /** Asks for the first frame, of every worker that comes; returns what ends that. */
  watch(frame: string): () => void;
  /** Whether something watches a frame. */
  watches(frame: string): boolean;
  ask(question: string, ask: unknown): void;
  forgetAnswer(question: string): void;
  play(): void;
  pause(): void;
  step(): void;
  hover(row: number | undefined): void;
  hoverTick(position: number | undefined): void;
  lookBack(position: number | undefined): void;
  chooseMetric(name: string): void;
  choose(member: number): void;
  arrange(panels: readonly string[]): void;
  /** Keeps what a reader has chosen, under a name of the lab's own. */
  read(name: string, value: unknown): void;
  /** Shows a sentence; with `act`, a button beside it. */
  tell(notice: string, act?: () => void, label?: string): void;
}
