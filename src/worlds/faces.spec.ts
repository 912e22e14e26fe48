/**
 * Faces: what a world can be opened as. `views` are batches of two views of each thing, for encoders; `preferences` are
 * choices between two items, for reward models. Each face is a part with settings, and says what it offers before it is
 * opened.
 */
import type {Part, PartValue} from '../spec/index.ts';

export interface ViewsOffers {
  /** What each tower's encoder reads. */
  inputs: readonly ('vectors' | 'pictures' | 'tokens')[];
  /** Whether every thing has a class. */
  classes: boolean;
  /** Whether some pairs count more than others. */
  weights?: boolean;
  /** Whether every pair comes with a negative of its own. */
  third?: true;
  /** Whether some things are targets and the others background. */
  salient?: true;
}

export interface PreferenceOffers {
  texts: boolean;
  lengths: boolean;
  /** Whether items are scored one by one, beside the choices. */
  scores: boolean;
  /** Whether there are items made to test a reward. */
  suites?: boolean;
  /** Whether there are items from elsewhere that nobody has compared. */
  shifted?: boolean;
  /** Whether there are threes of items that are chosen in a circle. */
  circles?: boolean;
  /** Whether there are pairs that differ in slant alone. */
  slant?: boolean;
  /** Whether it is known of features that they are good or bad. */
  signs?: true;
  /** Whether annotators say how strong a preference is. */
  strengths?: true;
  /** Whether answers to learn from exist in other words, too. */
  reworded?: boolean;
  /** Whether several annotators vote on each pair. */
  votes?: boolean;
  /** Whether annotators differ, and it is known who labelled which pair. */
  judges?: boolean;
}

type Fields = Part['fields'];

/** A part whose settings say what it offers. */
export interface FacePart<O, K extends string = string, F extends Fields = Fields> extends Part<K, F> {
  offers(settings: never): O;
  /** Names of settings that nothing reads beside the others. */
  idle?(settings: never): readonly string[];
}

type Definition<O, K extends string, F extends Fields> = Omit<Part<K, F>, 'check'> & {
  check?(settings: PartValue<Part<K, F>>): string | undefined;
  offers(settings: PartValue<Part<K, F>>): O;
  idle?(settings: PartValue<Part<K, F>>): readonly string[];
};

export const viewsFace = <const K extends string, F extends Fields>(
  definition: Definition<ViewsOffers, K, F>,
): FacePart<ViewsOffers, K, F> => definition as FacePart<ViewsOffers, K, F>;

export const preferenceFace = <const K extends string, F extends Fields>(
  definition: Definition<PreferenceOffers, K, F>,
): FacePart<PreferenceOffers, K, F> => definition as FacePart<PreferenceOffers, K, F>;

export function offersIn<O>(parts: readonly FacePart<O>[], settings: {kind: string}): O {
  return parts.find(({kind}) => kind === settings.kind)!.offers(settings as never);
}

export function idleIn<O>(parts: readonly FacePart<O>[], settings: {kind: string}): readonly string[] {
  return parts.find(({kind}) => kind === settings.kind)!.idle?.(settings as never) ?? [];
}
