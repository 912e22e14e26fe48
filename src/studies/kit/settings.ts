/** Settings of stages as a study writes them: what is left out has its default, and a wrong name does not compile. */
import type {EncoderSettings} from '../../programs/encoder/index.spec.ts';
import {language} from '../../programs/index.spec.ts';
import type {PolicySettings} from '../../programs/policy/index.spec.ts';
import type {RewardSettings} from '../../programs/reward/index.spec.ts';
import type {SoupSettings} from '../../programs/soup/index.spec.ts';
import type {SourceSettings} from '../../programs/source/index.spec.ts';
import {type Spec, type Stage, seedField} from '../../spec/index.ts';

/** A part's settings, any of which may be left out but its kind. */
type GivenPart<P> = P extends {kind: infer K} ? {kind: K} & Partial<Omit<P, 'kind'>> : never;
type Given<S> = {readonly [N in keyof S]?: GivenPart<S[N]>};

export type EncoderGiven = Given<EncoderSettings>;
export type RewardGiven = Given<RewardSettings>;
export type PolicyGiven = Given<PolicySettings>;
type SourceGiven = Given<SourceSettings>;
type SoupGiven = Given<SoupSettings>;

/** What may be given to a part of one kind, for functions that make stages: `OfKind<RewardGiven['world'], 'responses'>`. */
export type OfKind<P, K> = Omit<Extract<NonNullable<P>, {kind: K}>, 'kind'>;

export interface StageGiven {
  readonly id: string;
  readonly program: string;
  readonly spec: EncoderGiven | RewardGiven | PolicyGiven | SourceGiven | SoupGiven;
  readonly steps: number;
  /** Slots that start from an earlier stage's, as in a spec: `{'*': 'pretrain.*'}`. */
  readonly from?: Readonly<Record<string, string>>;
}

type Beside = Partial<Pick<StageGiven, 'id' | 'from'>>;

/** A stage of the encoder program. Its id is "main" when none is given. */
export const encoderStage = (spec: EncoderGiven, steps: number, beside: Beside = {}): StageGiven => ({
  ...{id: 'main', program: 'encoder', spec, steps},
  ...beside,
});

/** A stage of the reward program. Its id is "main" when none is given. */
export const rewardStage = (spec: RewardGiven, steps: number, beside: Beside = {}): StageGiven => ({
  ...{id: 'main', program: 'reward', spec, steps},
  ...beside,
});

/** A stage of the policy program. Its id is "policy" when none is given. */
export const policyStage = (spec: PolicyGiven, steps: number, beside: Beside = {}): StageGiven => ({
  ...{id: 'policy', program: 'policy', spec, steps},
  ...beside,
});

/** A stage that computes and trains nothing: the best of ever more answers of a source. Its id is "main". */
export const sourceStage = (spec: SourceGiven, steps: number): StageGiven => ({
  ...{id: 'main', program: 'source', spec, steps},
});

/** A stage that trains nothing: two policies as one, measured beside their reference. Its id is "soup". */
export const soupStage = (spec: SoupGiven, from: Record<'a/*' | 'b/*' | 'ref/*', string>): StageGiven => ({
  ...{id: 'soup', program: 'soup', spec, steps: 1, from},
});

/** A policy that imitates the writers of a world, and what begins as that policy and has it as its reference. */
export const afterImitation = (
  imitation: {world: PolicyGiven['world']; training: PolicyGiven['training']; steps: number},
  then: {spec: PolicyGiven; steps: number},
): StageGiven[] => [
  policyStage(
    {
      ...{world: imitation.world, training: imitation.training},
      ...{objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}},
    },
    imitation.steps,
    {id: 'sft'},
  ),
  policyStage(then.spec, then.steps, {from: {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*'}}),
];

/** The setting of a world that says which random draw of the data it is. */
const DRAWING = 'world.drawing';

/**
 * The run of these stages with a seed: the seed also draws the data, where the world has a setting for that and the study
 * does not fix it. Throws if a setting is out of range.
 */
export function specWith(stages: readonly StageGiven[], seed: number): Spec {
  const complete = checked({seed, stages});
  const drawn = complete.stages.map((stage, i) => (isDrawn(stage, stages[i]) ? withDrawing(stage, seed) : stage));
  return checked({...complete, stages: drawn});
}

/** Whether another seed gives other data in some stage. */
export const drawsData = (stages: readonly StageGiven[]): boolean =>
  checked({seed: seedField.default, stages}).stages.some((stage, i) => isDrawn(stage, stages[i]));

const isDrawn = (stage: Stage, {spec}: StageGiven): boolean =>
  language.places(stage).some(({path}) => path === DRAWING) && !('drawing' in (spec.world ?? {}));

function withDrawing(stage: Stage, drawing: number): Stage {
  const settings = stage.spec as {world: object};
  return {...stage, spec: {...settings, world: {...settings.world, drawing}}};
}

function checked(json: unknown): Spec {
  const spec = language.check(json);
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return spec.value;
}
