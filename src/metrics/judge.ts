/** What a reward model's verdict on unseen pairs is worth, and how much of it is length: all metrics of the channels. */
import {accuracy, accuracyByLength, accuracyOfTheirTaste} from './accuracy/compute.ts';
import {calibrationError, errorOfChances} from './calibrationError/compute.ts';
import {agreementWithGold} from './gold/compute.ts';
import {lengthControlledAccuracy} from './lengthControlledAccuracy/compute.ts';
import {lengthCorrelation} from './lengthCorrelation/compute.ts';
import {lengthShare} from './lengthShare/compute.ts';
import {rewardMargin} from './rewardMargin/compute.ts';
import {verdictsOf} from './shared/verdicts.ts';

/** Which channels have data in this world. */
interface Known {
  length: boolean;
  gold: boolean;
  taste: boolean;
  /** Whether annotators differ, so that their taste is what they share. */
  shared?: boolean;
}

/** Metrics by name, of a list of `pairs` numbers for each channel. */
export function judge(data: Float32Array, pairs: number, known: Known): Record<string, number> {
  const verdicts = verdictsOf(data, pairs);
  const {channels, margins, chosen} = verdicts;
  return {
    accuracy: accuracy(verdicts),
    rewardMargin: rewardMargin(verdicts),
    calibrationError: calibrationError(chosen.map((i) => [margins[i], channels.label[i]])),
    ...(known.length && {
      ...accuracyByLength(verdicts),
      ...lengthCorrelation(verdicts),
      lengthControlledAccuracy: lengthControlledAccuracy(verdicts),
      lengthShare: lengthShare(channels, chosen),
    }),
    ...(known.gold && agreementWithGold(verdicts)),
    ...(known.taste && {accuracyOfTheirTaste: accuracyOfTheirTaste(verdicts)}),
    ...(known.shared && {
      sharedCalibrationError: errorOfChances(
        Array.from(channels.label, (_, i) => [
          channels.rewardA[i] - channels.rewardB[i],
          channels.likingA[i] - channels.likingB[i],
        ]),
      ),
    }),
  };
}
