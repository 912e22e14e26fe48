/** The functions of the binary. Addresses are bytes of TensorFlow.js's memory; nothing here has memory of its own. */
export {attentionBackward, attentionForward, attentionScratch} from './attention';
export {denseBackward, denseBackwardScratch, denseForward, denseForwardScratch} from './dense';
export {normaliseBackward, normaliseForward} from './normalise';
export {optimise} from './optimise';
export {patchesBackward, patchesForward} from './patches';
export {augment, augmentScratch, pictureChanges} from './pictures';
export {fill, noisyRows, permute, randomScratch} from './random';
export {gatherRows} from './rows';
export {logSumExp, logSumExpBackward, meanBackward, sumRows} from './reduce';
export {pairwiseBackward, pairwiseBackwardScratch, pairwiseForward, pairwiseForwardScratch} from './pairwise';
export {
  dropout,
  dropoutScratch,
  embeddingMean,
  embeddingMeanBackward,
  layerNormBackward,
  layerNormForward,
  meanTokens,
  meanTokensBackward,
} from './texts';
