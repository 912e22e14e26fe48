/**
 * Policy objectives by kind. To add one: a folder with `index.spec.ts`, `loss.ts` and `formula.ts`, and a line here, in
 * `index.spec.ts` and in `../formulas.ts`.
 */
import {dpo} from './dpo/loss.ts';
import type {DirectObjectiveKind, SampledObjectiveKind} from './index.spec.ts';
import type {DirectObjective, SampledObjective} from './objective.ts';
import {sft} from './sft/loss.ts';

export const directObjectives: Readonly<Record<DirectObjectiveKind, DirectObjective>> = {
  sft,
  dpo,
};

export const sampledObjectives: Readonly<Record<SampledObjectiveKind, SampledObjective>> = {};
