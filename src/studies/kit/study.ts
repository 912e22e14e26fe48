/**
 * A study: a paper as an experiment that anyone can run. It is one file, `src/studies/<folder>/<slug>.ts`, whose default
 * export is made with `study`. Everything else (catalogue, page, command line, tests) finds it by its place.
 */
import type {Clause} from './clauses.ts';
import type {Measure} from './measures.ts';
import type {StageGiven} from './settings.ts';

/** The seeds that a claim is judged on. Pilots and tuning use seeds from 101 to 199. */
export const REGISTERED_SEEDS: readonly number[] = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];

/** One variant in a study. */
export interface Arm {
  /** Short, as data is keyed: letters, digits and hyphens. */
  name: string;
  /** As legends show it. */
  label: string;
  /** What it is, in a sentence, where the label does not say enough. */
  help?: string;
  stages: readonly StageGiven[];
  /** The method that the paper proposes, or what it argues with. */
  role?: 'method' | 'baseline' | 'ablation' | 'reference';
  /** Position on the axis of a curve: the value of what the arms vary. */
  x?: number;
  /** Arms of one series are joined in a curve. */
  series?: string;
}

/** The picture that a study is remembered by. Values of axes are measures by name. */
export type Figure =
  /** One dot for each arm and seed. */
  | {kind: 'plane'; title: string; x: string; y: string; size?: string}
  /** One row for each arm: a dot for each seed, their mean and its interval. */
  | {kind: 'dots'; title: string; measure: string; arms?: readonly string[]}
  /** One line for each series of arms, over `x` of each arm, with intervals. */
  | {kind: 'curve'; title: string; measure: string; axis: string; scale?: 'linear' | 'log'}
  /** A table of measures for each arm: `rows[i][j]` names a measure. `middle` is the neutral value of the colours. */
  | {
      kind: 'matrix';
      title: string;
      rows: readonly (readonly string[])[];
      rowLabels: readonly string[];
      columnLabels: readonly string[];
      rowAxis: string;
      columnAxis: string;
      middle: number;
      arms?: readonly string[];
    };

/** A change of a registered claim, which stays in the file with its reason. */
export interface Deviation {
  date: string;
  what: string;
  why: string;
}

export interface Study {
  /** Paragraphs, in our words: what the paper says and does. */
  says: readonly string[];
  /** What here stands for what in the paper. */
  analogue: readonly string[];
  /** What of the paper is not tried here. */
  omits: readonly string[];
  arms: readonly Arm[];
  measures: readonly Measure[];
  /** The claim: at most three clauses. */
  clauses: readonly Clause[];
  /** Settings that the page shows as sliders, as stage and path: `main.objective.temperature`. */
  sliders: readonly string[];
  figure: Figure;
  /** The arms that the page shows side by side while it trains; at most four. All when left out. */
  shown?: readonly string[];
  /**
   * ISO date at which clauses, margins, seeds and steps were registered: before the first result. A draft has none, and
   * cannot be measured on the registered seeds.
   */
  registered?: string;
  /** The pilots behind margins and settings: seeds, and what they gave. */
  pilots: string;
  deviations?: readonly Deviation[];
}

/** Keeps the names of arms and measures that clauses and figure use: a wrong one does not compile. */
export function study<const A extends string, const M extends string>(
  definition: Omit<Study, 'arms' | 'measures' | 'clauses' | 'figure' | 'shown'> & {
    arms: readonly (Arm & {name: A})[];
    measures: readonly (Measure & {name: M})[];
    clauses: readonly Clause<NoInfer<A>, NoInfer<M>>[];
    figure: Figure;
    shown?: readonly NoInfer<A>[];
  },
): Study {
  return definition;
}
