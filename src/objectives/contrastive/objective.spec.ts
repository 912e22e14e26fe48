/** What the spec of a contrastive objective says beside its settings. */
import type {Part, PartValue} from '../../spec/index.ts';
import type {Law, Negatives} from './law.spec.ts';

/** What an objective needs beside the points of a batch. */
export interface Needs {
  classes?: boolean;
  predictor?: boolean;
  /** Which things are targets; the head is split in two. */
  salient?: boolean;
  /** Points of the second views from a momentum encoder. */
  targets?: boolean;
  queue?: boolean;
  /** A negative of its own for every pair. */
  third?: boolean;
  /** A direction for each class, trained with the encoder. */
  classifier?: boolean;
  /** A queue for each class. */
  classQueue?: boolean;
  /** The largest batch: for losses that store the similarities of all pairs. */
  mostPairs?: number;
}

type Fields = Part['fields'];

/** An objective's settings, what it needs, and how it weighs the other points of a batch. */
export interface ObjectivePart<K extends string = string, F extends Fields = Fields> extends Part<K, F> {
  needs: Needs;
  /** Whether pairs may count more or less than others. */
  weighs?: boolean;
  /** Absent, like its law, where no weight belongs to a single negative, as where the loss sees only moments of the batch. */
  negatives?: Negatives | ((settings: never) => Negatives);
  law?(settings: never): Law;
}

type Definition<K extends string, F extends Fields> = Omit<Part<K, F>, 'check'> & {
  needs?: Needs;
  weighs?: boolean;
  /** Depends on no setting that acts while the run trains. */
  negatives?: Negatives | ((settings: PartValue<Part<K, F>>) => Negatives);
  law?(settings: PartValue<Part<K, F>>): Law;
};

export function objective<const K extends string, F extends Fields>(definition: Definition<K, F>): ObjectivePart<K, F> {
  return {needs: {}, ...definition} as ObjectivePart<K, F>;
}
