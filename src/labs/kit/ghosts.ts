/**
 * Other runs that are drawn behind an experiment's own in every panel that shows measurements: runs that the reader has
 * pinned, what a link claims. Each source puts its runs under a name of its own, and takes them away by putting none.
 */
import type {Feed, MetricLog} from '../../panels/data.ts';
import type {LabExperiment} from './experiment.ts';

export interface GhostRun {
  /** One of a kind among all sources. */
  id: string;
  /** Drawn beside its lines. */
  label: string;
  /** A colour that a canvas takes; that of ghosts when left out. */
  colour?: string;
  /** Instead of a colour, the number of a colour with dashes: `panels/chart/looks.ts`. */
  look?: number;
  /** Whether its lines stand out from those of the others. */
  lit?: boolean;
  /** Whoever puts a run that is still training puts it again with every new log. */
  log: MetricLog;
}

/** A new list after every change. */
export interface Ghosts extends Feed<readonly GhostRun[]> {
  put(source: string, runs: readonly GhostRun[]): void;
}

const all = new WeakMap<object, Ghosts>();

/** The runs drawn behind this experiment's own. */
export function ghostsOf(experiment: Pick<LabExperiment, 'store'>): Ghosts {
  const found = all.get(experiment) ?? newGhosts();
  all.set(experiment, found);
  return found;
}

function newGhosts(): Ghosts {
  const bySource = new Map<string, readonly GhostRun[]>();
  const listeners = new Set<() => void>();
  let runs: readonly GhostRun[] = [];
  return {
    get: () => runs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put(source, ofSource) {
      if (ofSource.length === 0 && !bySource.has(source)) return;
      if (ofSource.length > 0) bySource.set(source, ofSource);
      else bySource.delete(source);
      runs = [...bySource.values()].flat();
      for (const listener of listeners) listener();
    },
  };
}
