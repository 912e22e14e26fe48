/** What contrastive runs report, in the order in which lists show it. */
import {alignment} from '../../metrics/alignment/index.spec.ts';
import {anisotropy} from '../../metrics/anisotropy/index.spec.ts';
import {batchHardness, batchSameClass} from '../../metrics/batchHardness/index.spec.ts';
import {classCollapse, secondCollapse} from '../../metrics/classCollapse/index.spec.ts';
import {effectiveRank, headRank} from '../../metrics/effectiveRank/index.spec.ts';
import {gradientNorm} from '../../metrics/gradientNorm/index.spec.ts';
import {kNearest, secondKNearest} from '../../metrics/kNearest/index.spec.ts';
import {linearProbe, secondLinearProbe} from '../../metrics/linearProbe/index.spec.ts';
import {balancedAccuracy, fewAccuracy, manyAccuracy} from '../../metrics/longTail/index.spec.ts';
import {generalisationGap, loss, testLoss} from '../../metrics/loss/index.spec.ts';
import {
  intraclassDeviation,
  meanClassifier,
  meanClassifier5,
  meanClassifierLoss,
} from '../../metrics/meanClassifier/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {centroidGap, minorityRecall} from '../../metrics/minority/index.spec.ts';
import {modalityGap} from '../../metrics/modalityGap/index.spec.ts';
import {mutualInformation, mutualInformationBound} from '../../metrics/mutualInformation/index.spec.ts';
import {neighbourhoodPreservation} from '../../metrics/neighbourhoodPreservation/index.spec.ts';
import {
  recallAt1,
  recallAt1CentredPixels,
  recallAt1RawPixels,
  recallAt5,
  recallAt5CentredPixels,
  recallAt5RawPixels,
} from '../../metrics/recall/index.spec.ts';
import {
  ndcgAt10,
  ndcgKnown,
  ndcgNovelDocument,
  ndcgNovelQuery,
  retrievalAt1,
  retrievalAt5,
  retrievalAt10,
} from '../../metrics/retrieval/index.spec.ts';
import {spearman} from '../../metrics/spearman/index.spec.ts';
import {commonInCommon, commonInSalient, salientInCommon, salientInSalient} from '../../metrics/split/index.spec.ts';
import {informationLost, regressionError, regressionExcess} from '../../metrics/sufficiency/index.spec.ts';
import {tolerance} from '../../metrics/tolerance/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';

export const ENCODER_METRICS: readonly Metric[] = [
  loss,
  testLoss,
  generalisationGap,
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
  balancedAccuracy,
  manyAccuracy,
  fewAccuracy,
  meanClassifier,
  meanClassifier5,
  meanClassifierLoss,
  classCollapse,
  intraclassDeviation,
  secondKNearest,
  secondLinearProbe,
  secondCollapse,
  centroidGap,
  minorityRecall,
  commonInCommon,
  salientInSalient,
  commonInSalient,
  salientInCommon,
  informationLost,
  regressionExcess,
  regressionError,
  neighbourhoodPreservation,
  anisotropy,
  spearman,
  ndcgAt10,
  ndcgKnown,
  ndcgNovelQuery,
  ndcgNovelDocument,
  retrievalAt1,
  retrievalAt5,
  retrievalAt10,
  batchHardness,
  batchSameClass,
  modalityGap,
  gradientNorm,
];
