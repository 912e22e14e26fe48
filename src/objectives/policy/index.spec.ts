import {type PartValue, type SectionValue, section} from '../../spec/index.ts';
import {apoDown} from './apoDown/index.spec.ts';
import {apoZero} from './apoZero/index.spec.ts';
import {bestOfNCloning} from './bestOfNCloning/index.spec.ts';
import {copg} from './copg/index.spec.ts';
import {cream} from './cream/index.spec.ts';
import {dno} from './dno/index.spec.ts';
import {dpo} from './dpo/index.spec.ts';
import {grpo} from './grpo/index.spec.ts';
import {infoNCA} from './infoNCA/index.spec.ts';
import {ipo} from './ipo/index.spec.ts';
import {kto} from './kto/index.spec.ts';
import {nca} from './nca/index.spec.ts';
import type {LearnsFrom, PolicyNeeds} from './objective.spec.ts';
import {pmpo} from './pmpo/index.spec.ts';
import {ppo} from './ppo/index.spec.ts';
import {quark} from './quark/index.spec.ts';
import {rankMargin} from './rankMargin/index.spec.ts';
import {reinforce} from './reinforce/index.spec.ts';
import {rewardWeighted} from './rewardWeighted/index.spec.ts';
import {rloo} from './rloo/index.spec.ts';
import {sft} from './sft/index.spec.ts';
import {simpo} from './simpo/index.spec.ts';

/** Those that learn from answers that were collected before. */
const direct = [
  sft,
  rewardWeighted,
  bestOfNCloning,
  dpo,
  ipo,
  kto,
  simpo,
  nca,
  infoNCA,
  copg,
  apoZero,
  apoDown,
  pmpo,
  rankMargin,
  quark,
  dno,
  cream,
] as const;

/** Those that learn from answers that the policy has just given. */
const sampled = [reinforce, rloo, grpo, ppo] as const;

const parts = [...direct, ...sampled] as const;

export const policyObjectiveSection = section('Objective', 'What the policy learns from answers and rewards.', parts);

export type PolicyObjectiveSettings = SectionValue<typeof policyObjectiveSection>;
export type PolicyObjectiveKind = PolicyObjectiveSettings['kind'];
export type DirectObjectiveKind = (typeof direct)[number]['kind'];
export type SampledObjectiveSettings = PartValue<(typeof sampled)[number]>;
export type SampledObjectiveKind = SampledObjectiveSettings['kind'];

const partNamed = (kind: PolicyObjectiveKind) => parts.find((one) => one.kind === kind)!;

export const learnsFromOf = (kind: PolicyObjectiveKind): LearnsFrom => partNamed(kind).learnsFrom;

/** What an objective must be given beside that. */
export const policyNeedsOf = (kind: PolicyObjectiveKind): PolicyNeeds => partNamed(kind).needs;
