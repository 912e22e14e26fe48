/**
 * Policy objectives by kind. To add one: a folder with `index.spec.ts`, `loss.ts` and `formula.ts`, and a line here, in
 * `index.spec.ts` and in `../formulas.ts`.
 */
import {apoDown} from './apoDown/loss.ts';
import {apoZero} from './apoZero/loss.ts';
import {bestOfNCloning} from './bestOfNCloning/loss.ts';
import {copg} from './copg/loss.ts';
import {cream} from './cream/loss.ts';
import {dno} from './dno/loss.ts';
import {dpo} from './dpo/loss.ts';
import {grpo} from './grpo/loss.ts';
import type {DirectObjectiveKind, SampledObjectiveSettings} from './index.spec.ts';
import {infoNCA} from './infoNCA/loss.ts';
import {ipo} from './ipo/loss.ts';
import {kto} from './kto/loss.ts';
import {nca} from './nca/loss.ts';
import type {DirectObjective, SampledObjective} from './objective.ts';
import {pmpo} from './pmpo/loss.ts';
import {ppo} from './ppo/loss.ts';
import {quark} from './quark/loss.ts';
import {rankMargin} from './rankMargin/loss.ts';
import {reinforce} from './reinforce/loss.ts';
import {rewardWeighted} from './rewardWeighted/loss.ts';
import {rloo} from './rloo/loss.ts';
import {sft} from './sft/loss.ts';
import {simpo} from './simpo/loss.ts';

export const directObjectives: Readonly<Record<DirectObjectiveKind, DirectObjective>> = {
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
};

type Sampled = {
  [K in SampledObjectiveSettings['kind']]: SampledObjective<Extract<SampledObjectiveSettings, {kind: K}>>;
};

export const sampledObjectives: Readonly<Sampled> = {
  reinforce,
  rloo,
  grpo,
  ppo,
};

/** The objective that the settings name; it takes those settings and no others. */
export const sampledObjectiveOf = ({kind}: SampledObjectiveSettings) =>
  sampledObjectives[kind] as SampledObjective<SampledObjectiveSettings>;
