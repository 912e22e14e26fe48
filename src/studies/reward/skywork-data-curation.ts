import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {goldAgreement} from '../../metrics/gold/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 600;

type World = OfKind<RewardGiven['world'], 'responses'>;

const trained = (
  world: World,
  learningRate: number,
  objective: NonNullable<RewardGiven['objective']> = {kind: 'bradleyTerry'},
) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 4000, sourceFaults: 1, ...world},
      objective,
      model: {kind: 'bag', width: 16},
      training: {kind: 'adamW', batch: 64, learningRate, weightDecay: 0.1, evaluateEvery: 200},
    },
    STEPS,
  ),
];

const FIFTH = {learnFrom: 800} as const;
const CURATED = {...FIFTH, curated: true} as const;

export default study({
  says: [
    'Reward models are often trained on large pools of preferences that were put together from many places. The report trains on a small part instead: pairs from a few public sources, each sorted and filtered in a way of its own, less than a quarter of what there was.',
    'Models trained on the small part are reported to do better on a benchmark of reward models than models trained on much larger collections. Of several losses that were tried on it, none beat that of Bradley and Terry on the whole.',
  ],
  analogue: [
    'A pool of 4,000 pairs of answers from four sources: one is careful, in one a quarter of the choices is the wrong way round, in one half of them, and one likes long answers far too much.',
    'A rater stands for the reward model that sorted the data. It knows what a good answer is, but misses or counts twice three things in ten, and orders 85 pairs of a hundred right. Of every source it keeps the fifth in which the chosen answer is furthest ahead. So curation brings knowledge that the pool does not have: that it helps at all is built in, that a fifth of the pairs is then worth more than all is not.',
    'Bags of words stand for language models, and agreement with the gold reward on unseen pairs for the benchmark.',
  ],
  omits: [
    'The rules that the report made for each source: one is sorted by the mean score of a pair, which favours good answers, and of another those pairs are kept of which a reward model trained on the rest says the same. Here one rule serves all sources. Removing pairs that are also in the benchmark is left out, too.',
    'Large language models, and the categories of the benchmark.',
    'Other losses that it tried, as squared errors and logistic losses with a temperature. Focus and margins are not tuned.',
  ],
  arms: [
    {name: 'pool', label: 'Whole pool', role: 'baseline', stages: trained({}, 0.003)},
    {name: 'random', label: 'Random fifth', role: 'baseline', stages: trained(FIFTH, 0.001)},
    {name: 'curated', label: 'Curated fifth', role: 'method', stages: trained(CURATED, 0.003)},
    {
      name: 'poorly',
      label: 'Curated by a poor rater',
      role: 'ablation',
      stages: trained({...CURATED, raterError: 0.8}, 0.003),
    },
    {name: 'flawless', label: 'Pool without faults', role: 'ablation', stages: trained({sourceFaults: 0}, 0.003)},
    {name: 'focal', label: 'Curated, focal', role: 'baseline', stages: trained(CURATED, 0.003, {kind: 'focal'})},
    {name: 'margin', label: 'Curated, margin', role: 'baseline', stages: trained(CURATED, 0.003, {kind: 'margin'})},
    {name: 'hinge', label: 'Curated, hinge', role: 'baseline', stages: trained(CURATED, 0.03, {kind: 'hinge'})},
  ],
  measures: [final(goldAgreement), final(accuracy)],
  clauses: [
    {
      text: 'A model that learns from the curated fifth agrees more with the gold reward than one that learns from the whole pool.',
      kind: 'greater',
      measure: 'goldAgreement',
      arms: ['curated', 'pool'],
      margin: 0,
    },
    {
      text: 'It agrees more than one that learns from a random fifth.',
      kind: 'greater',
      measure: 'goldAgreement',
      arms: ['curated', 'random'],
      margin: 0.02,
    },
    {
      text: 'On the curated fifth, Bradley–Terry is at most 0.01 behind the mean of focal loss, margin and hinge.',
      kind: 'noninferior',
      measure: 'goldAgreement',
      arms: {curated: 1, focal: -1 / 3, margin: -1 / 3, hinge: -1 / 3},
      margin: 0.01,
    },
  ],
  sliders: ['main.world.sourceFaults', 'main.world.raterError'],
  figure: {kind: 'dots', title: 'Is a curated fifth worth more than the whole pool?', measure: 'goldAgreement'},
  registered: '2026-12-01',
  pilots:
    'Learning rates 0.001, 0.003, 0.01 and 0.03 (for the random fifth 0.0003 as well), seeds 101 and 102: each arm has the one with which it agreed most with the gold reward; the two ablations have that of the curated fifth. The whole pool had 0.742, the random fifth 0.675, the curated one 0.788. Nothing else was tried. Seeds 103 to 108, chosen by nothing: the curated fifth is ahead of the pool by 0.023 (standard deviation 0.018) and of the random fifth by 0.106 (0.015), and Bradley–Terry of the mean of the three other losses by 0.001 (0.005). With the poor rater the fifth had 0.772 against 0.755 of the pool, and a pool without faults 0.824.',
});
