/** Which runs have a PyTorch script. */

import {objectiveSection} from '../../../objectives/contrastive/index.spec.ts';
import {rewardObjectiveSection} from '../../../objectives/reward/index.spec.ts';
import type {EncoderSettings} from '../../../programs/encoder/index.spec.ts';
import type {RewardSettings} from '../../../programs/reward/index.spec.ts';
import {partOf, type Spec, type Stage} from '../../../spec/index.ts';

/** The script's name for an objective of the encoder. */
const CONTRASTIVE = ['infoNCE', 'alignmentUniformity', 'triplet'];

/** Worlds whose two views go through two encoders, or whose pairs have weights. */
const TWO_TOWERS = ['colours', 'pairs'];

export type Part = 'encoder' | 'reward' | 'infoNCE' | 'alignmentUniformity' | 'triplet';

/** The parts that the script of a run consists of, or a sentence that names what has none yet. */
export function scriptParts({stages}: Pick<Spec, 'stages'>): {parts: readonly Part[]} | {sentence: string} {
  if (stages.length > 1) return not('runs of several stages');
  const [{program, spec}] = stages as [Stage];
  const {training} = spec as EncoderSettings | RewardSettings;
  if (training.kind !== 'adamW') return not('SGD');
  if (program === 'encoder') return encoderParts(spec as EncoderSettings);
  return program === 'reward' ? rewardParts(spec as RewardSettings) : not('this program');
}

const not = (what: string) => ({sentence: `There is no script for ${what} yet.`});

function encoderParts({world, model, objective, training}: EncoderSettings) {
  if (TWO_TOWERS.includes(world.kind)) return not('two encoders');
  if (model.kind !== 'mlp') return not(model.kind === 'transformer' ? 'transformers' : 'convolutions');
  if (training.chunk !== 'off') return not('chunks');
  if (!CONTRASTIVE.includes(objective.kind)) {
    return not(`the objective ${partOf(objectiveSection, objective.kind).label}`);
  }
  return {parts: ['encoder', objective.kind as Part] as const};
}

function rewardParts({model, objective}: RewardSettings) {
  if (model.kind !== 'bag' && model.kind !== 'linear') return not('this kind of reward model');
  if (model.members > 1) return not('ensembles');
  if (objective.kind !== 'bradleyTerry') {
    return not(`the objective ${partOf(rewardObjectiveSection, objective.kind).label}`);
  }
  return {parts: ['reward'] as const};
}
