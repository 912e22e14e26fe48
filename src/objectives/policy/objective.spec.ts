/** What the spec of a policy objective says beside its settings. */
import type {Part, PartValue} from '../../spec/index.ts';

/**
 * What a policy objective learns from:
 * - `demonstrations`: answers that others wrote
 * - `pairs`: two answers to a question, one chosen by the annotators
 * - `sets`: several answers to a question with a reward each
 * - `samples`: answers that the policy has just given, with a reward each
 * - `rollouts`: the same, used for several updates, with a trained estimate of what is still to come
 */
export type LearnsFrom = 'demonstrations' | 'pairs' | 'sets' | 'samples' | 'rollouts';

/** What an objective must be given beside that. */
export interface PolicyNeeds {
  /** The log-probabilities of each answer as one to another question. */
  mismatched?: true;
  /** At least two answers to each question: it is refused with fewer. */
  groups?: true;
  /** The policy as it was when answers were collected, in the place of the reference, and win rates in the place of rewards. */
  iterates?: true;
  /** How far the policy and the one before it put the same answers in the same order. */
  consistency?: true;
}

type Fields = Part['fields'];

export interface PolicyObjectivePart<K extends string = string, F extends Fields = Fields> extends Part<K, F> {
  learnsFrom: LearnsFrom;
  needs: PolicyNeeds;
}

type Definition<K extends string, F extends Fields> = Omit<Part<K, F>, 'check'> & {
  learnsFrom: LearnsFrom;
  needs?: PolicyNeeds;
  check?(settings: PartValue<Part<K, F>>): string | undefined;
};

export function policyObjective<const K extends string, F extends Fields>(
  definition: Definition<K, F>,
): PolicyObjectivePart<K, F> {
  return {needs: {}, ...definition} as PolicyObjectivePart<K, F>;
}
