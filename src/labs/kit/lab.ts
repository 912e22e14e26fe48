/** A lab is a value: one screen for runs of one kind. The page knows labs only by this type. */
import type {ComponentType} from 'react';
import type {Metric} from '../../metrics/metric.ts';
import type {OwnFile} from '../../spec/index.ts';
import type {LabExperiment} from './experiment.ts';
import type {Settings} from './settings.ts';
import type {RunState} from './state.ts';

/** What the page must know about a lab before it is loaded. */
export interface LabEntry {
  /** Short, and never changed: browsers keep a lab's things under this name. */
  name: string;
  /** Addresses begin with it: `#/lab/...`. Links use it, so it never changes. */
  path: string;
  /** Its name in the bar at the top. */
  label: string;
  /** One sentence for the help: what one sees here. */
  about: string;
  /** Name of its collection of presets. The lab opens with the first one. */
  presets: string;
  /** Panels that stand beside the figure when a preset names none. */
  standard: readonly string[];
  /** Frames that are asked for whenever there is a newer one, so that one can look back to them. */
  keeps: readonly string[];
  load(): Promise<Lab>;
}

export interface Lab {
  /** The figure in the middle. */
  Figure: ComponentType;
  /** Sections of the rail, in the order in which a student needs them. */
  rail: readonly RailSection[];
  /** Every panel that can stand beside the figure, in the order in which menus list them. */
  panels: readonly LabPanel[];
  /** Every metric that its runs report, in the order in which lists show them. */
  metrics: readonly Metric[];
  /** The formula of a metric, as HTML, under the settings of the moment. */
  formulaOf(metric: string, program: string, settings: Settings): Promise<string>;
  hints: readonly LabHint[];
  /** Keys that do something in this lab alone. */
  keys?: readonly Binding[];
  /** Keys that panels of this lab listen to, for the help: [keys, what they do]. */
  panelKeys?: readonly (readonly [string, string])[];
  /** What it does with files of the reader's own; a lab without this takes none. */
  files?: LabFiles;
}

/** A section of the program's settings, or something of the lab's own. */
export type RailSection =
  | {
      section: string;
      /** Whether its kind is chosen without opening "all settings". */
      chosenOften?: boolean;
    }
  | {id: string; View: ComponentType};

export interface LabPanel {
  /** Stands in links, so it never changes. */
  id: string;
  /** What menus call it. */
  label: string;
  /** What it shows. */
  help: string;
  View: ComponentType;
  /** Whether menus offer it for such a run; always when left out. */
  applies?(state: RunState): boolean;
}

/** Something small to try on the first visit. Once done or dismissed, it does not come back. */
export interface LabHint {
  name: string;
  /** Beside the button that plays, on the slider to move first, on the figure, or on a panel: `panel:<id>`. */
  spot: string;
  says(state: RunState): string;
  /** A key, shown after the words. */
  kbd?: string;
  /** Whether the hint makes sense now. */
  applies?(state: RunState): boolean;
  /** Whether the reader has just done it. */
  isFollowed(now: RunState, before: RunState): boolean;
}

export interface Binding {
  key: string;
  does: string;
  run(experiment: LabExperiment): void;
}

export interface LabFiles {
  /** Why a file is of no use here, in one sentence; undefined where it is. */
  refuse(file: OwnFile): string | undefined;
  /** The panels for a file that was just read; used only while the reader has not arranged any. */
  arrange?(panels: readonly string[]): readonly string[];
}
