/** Every metric: those of each program, in the order in which the page lists them. */
import {accuracy, accuracyLonger, accuracyOfTheirTaste, accuracyShorter} from './accuracy/index.spec.ts';
import {alignment} from './alignment/index.spec.ts';
import {anisotropy} from './anisotropy/index.spec.ts';
import {bestOfAllGold, bestOfAllProxy} from './bestOfN/index.spec.ts';
import {calibrationError} from './calibrationError/index.spec.ts';
import {classCollapse} from './classCollapse/index.spec.ts';
import {effectiveRank, headRank} from './effectiveRank/index.spec.ts';
import {goldAgreement, goldCorrelation} from './gold/index.spec.ts';
import {gradientNorm} from './gradientNorm/index.spec.ts';
import {kNearest} from './kNearest/index.spec.ts';
import {lengthControlledAccuracy} from './lengthControlledAccuracy/index.spec.ts';
import {lengthCorrelation, lengthCorrelationOfGold, lengthRankCorrelation} from './lengthCorrelation/index.spec.ts';
import {lengthShare} from './lengthShare/index.spec.ts';
import {linearProbe} from './linearProbe/index.spec.ts';
import {choiceLoss, loss, testLoss} from './loss/index.spec.ts';
import type {Metric} from './metric.ts';
import {modalityGap} from './modalityGap/index.spec.ts';
import {mutualInformation, mutualInformationBound} from './mutualInformation/index.spec.ts';
import {neighbourhoodPreservation} from './neighbourhoodPreservation/index.spec.ts';
import {
  recallAt1,
  recallAt1CentredPixels,
  recallAt1RawPixels,
  recallAt5,
  recallAt5CentredPixels,
  recallAt5RawPixels,
} from './recall/index.spec.ts';
import {ndcgAt10, retrievalAt1, retrievalAt5, retrievalAt10} from './retrieval/index.spec.ts';
import {rewardMargin} from './rewardMargin/index.spec.ts';
import {spearman} from './spearman/index.spec.ts';
import {tolerance} from './tolerance/index.spec.ts';
import {uniformity} from './uniformity/index.spec.ts';

export const ENCODER_METRICS: readonly Metric[] = [
  loss,
  testLoss,
  alignment,
  uniformity,
  tolerance,
  effectiveRank,
  headRank,
  mutualInformation,
  mutualInformationBound,
  recallAt1,
  recallAt5,
  recallAt1RawPixels,
  recallAt1CentredPixels,
  recallAt5RawPixels,
  recallAt5CentredPixels,
  kNearest,
  linearProbe,
  classCollapse,
  neighbourhoodPreservation,
  anisotropy,
  spearman,
  ndcgAt10,
  retrievalAt1,
  retrievalAt5,
  retrievalAt10,
  modalityGap,
  gradientNorm,
];

export const REWARD_METRICS: readonly Metric[] = [
  loss,
  choiceLoss,
  accuracy,
  accuracyOfTheirTaste,
  lengthCorrelation,
  lengthCorrelationOfGold,
  lengthRankCorrelation,
  lengthShare,
  lengthControlledAccuracy,
  accuracyLonger,
  accuracyShorter,
  goldAgreement,
  goldCorrelation,
  calibrationError,
  rewardMargin,
  bestOfAllGold,
  bestOfAllProxy,
  gradientNorm,
];

const BY_PROGRAM: Readonly<Record<string, readonly Metric[]>> = {encoder: ENCODER_METRICS, reward: REWARD_METRICS};

/** The metrics that a program reports, in order. */
export const metricsOf = (program: string): readonly Metric[] => BY_PROGRAM[program] ?? [];

/** A metric by its name, as the given program reports it, or else as any does. */
export function metricNamed(name: string, program?: string): Metric | undefined {
  const lists = [metricsOf(program ?? ''), ...Object.values(BY_PROGRAM)];
  return lists.flat().find((metric) => metric.name === name);
}
