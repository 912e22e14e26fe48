/** What the spec of a reward objective says beside its settings. */
import type {Part, PartValue} from '../../spec/index.ts';

/** What an objective must be given beside rewards and choices. */
export interface RewardNeeds {
  lengths?: true;
  scores?: true;
  strengths?: true;
  likeness?: true;
  reworded?: true;
  votes?: true;
  /** A vote of models that an earlier stage trained. */
  voted?: true;
  /** Items from elsewhere without labels. */
  shifted?: true;
  coefficient?: true;
  looks?: true;
  /** A model that reads texts, of which only the last layer learns. */
  trunk?: true;
  /** Annotators of several groups. */
  groups?: true;
  /** A reward of each item, and not only of one against another. */
  single?: true;
}

/** How a match between two teams is taken to end, given the difference of their strengths. */
export interface MatchModel {
  /** Odds of a draw between equals, against 1 for either win: Davidson's nu; 0 where there are no draws. */
  tieRate: number;
  /** Whether training makes the results likeliest under it. */
  likelihood: boolean;
}

type Fields = Part['fields'];

export interface RewardObjectivePart<K extends string = string, F extends Fields = Fields> extends Part<K, F> {
  needs: RewardNeeds;
  /** The model of results that training fits; absent where the loss is no likelihood. */
  matchModel?(settings: never): MatchModel;
}

type Definition<K extends string, F extends Fields> = Omit<Part<K, F>, 'check'> & {
  needs?: RewardNeeds;
  matchModel?(settings: PartValue<Part<K, F>>): MatchModel;
};

export function rewardObjective<const K extends string, F extends Fields>(
  definition: Definition<K, F>,
): RewardObjectivePart<K, F> {
  return {needs: {}, ...definition} as RewardObjectivePart<K, F>;
}
